import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { type CreateStore, embedWaiting, keepPapers, type StoreUnderTest } from "../support/store-under-test.js";

const arxiv = {
  title: "Bees, and Ants!",
  abstract: "They dance.",
  authors: ["Ada Lovelace", "Alan Turing"],
  year: 2023,
  arxivId: "2301.01234v2",
  doi: "10.1000/Bees",
} satisfies PaperInput;
const published = {
  title: "Bees and ants",
  authors: ["Lovelace, A."],
  year: 2023,
  venue: "Nature",
  doi: "10.1000/bees",
};
const bare = { title: "Bees and Ants", authors: ["A. Lovelace"], year: 2023, keywords: ["bees"] };

/** Records of one paper from several sources, with different ids. */
export function describeJoinedPapers(name: string, create: CreateStore): void {
  describe(name, { timeout: 60_000 }, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    const list = async () => (await store.papers.listPapers({ limit: 10 })).papers;
    const readTitles = async () => (await list()).map(({ title }) => title);

    it("are not joined if only the title is one and says little, however often they come", async () => {
      const titled = (title: string, venue: string) => ({ title, venue, authors: ["Ada Lovelace"], year: 2023 });
      const records = [
        titled("Editorial", "Bees"),
        titled("Editorial", "Tax Law"),
        titled("???", "Bees"),
        titled("!!!", "Bees"),
        titled("Dance in C++", "Bees"),
        titled("Dance in C#", "Bees"),
      ];
      await keepPapers(store, records);
      expect(await keepPapers(store, records)).toMatchObject({ unchanged: records.length });
      expect(await readTitles()).toHaveLength(records.length);
    });

    it("are joined by DOI, or by title, first author and year if a record has no id", async () => {
      await keepPapers(store, [arxiv]);
      await keepPapers(store, [published, bare]);
      expect(await list()).toEqual([
        {
          ...makeCleanPaper(arxiv).paper,
          id: "arxiv:2301.01234",
          title: "Bees, and Ants!",
          venue: "Nature",
          keywords: ["bees"],
        },
      ]);
      expect((await store.papers.findPaper("doi:10.1000/BEES"))?.paper.id).toBe("arxiv:2301.01234");
    });

    it("are joined in any order under the first id, and found by every id", async () => {
      await keepPapers(store, [bare]);
      const [first] = await list();
      await keepPapers(store, [published]);
      await keepPapers(store, [arxiv]);
      const [kept, ...others] = await list();
      expect(others).toEqual([]);
      expect(kept).toMatchObject({
        id: first?.id,
        doi: "10.1000/bees",
        arxivId: "2301.01234",
        abstract: "They dance.",
      });
      for (const id of [first?.id ?? "", "arxiv:2301.01234v1", "https://doi.org/10.1000/bees"])
        expect((await store.papers.findPaper(id))?.paper.id).toBe(first?.id);
      // A newer version is matched by its arXiv id, and replaces the text.
      await keepPapers(store, [{ ...arxiv, title: "Bees, ants and wasps", arxivId: "2301.01234v3" }]);
      expect(await readTitles()).toEqual(["Bees, ants and wasps"]);
      expect(await store.papers.removePaper("arxiv:2301.01234")).toBe(true);
      expect(await list()).toEqual([]);
    });

    it("change nothing when they are added again, and need no new vector", async () => {
      await keepPapers(store, [arxiv]);
      await embedWaiting(store);
      expect(await keepPapers(store, [published, bare])).toMatchObject({ accepted: 0, merged: 2, unchanged: 0 });
      expect(await store.papers.countPapers()).toMatchObject({ papers: 1, embedded: 1, waiting: 0 });
      expect(await keepPapers(store, [published, bare])).toMatchObject({ accepted: 0, unchanged: 2 });
    });

    it.each<[string, PaperInput, PaperInput]>([
      ["another arXiv id", arxiv, { ...arxiv, arxivId: "2301.99999" }],
      ["another DOI", published, { ...published, doi: "10.1000/wasps" }],
      ["an arXiv id against a DOI", { ...arxiv, doi: null }, published],
      ["another year", arxiv, { ...bare, year: 2022 }],
      ["another first author", arxiv, { ...bare, authors: ["Alan Turing"] }],
      ["no first author", arxiv, { ...bare, authors: [] }],
      ["an id of the caller's own", arxiv, { ...bare, id: "mine" }],
    ])("stay two papers with %s", async (_fact, one, other) => {
      await keepPapers(store, [one, other]);
      expect(await list()).toHaveLength(2);
    });

    it("are joined the same in a trial, also with each other, which stores nothing", async () => {
      await keepPapers(store, [arxiv]);
      const trial = store.openTrial();
      const { id: jobId } = await trial.jobs.createJob(new Date(0));
      const records = [published, { title: "Wasps", year: 2020, authors: ["Bo Liu"] }, { ...bare, title: "Wasps" }];
      const again = { title: "Wasps!", year: 2020, authors: ["Liu, B."], venue: "Stings" };
      const papers = [...records, again].map((input) => makeCleanPaper(input));
      const { outcomes } = await trial.papers.savePapers({ jobId, papers, rejected: [] });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(["merged", "added", "added", "merged"]);
      expect(outcomes[0]?.id).toBe("arxiv:2301.01234");
      expect((await trial.papers.findPaper("doi:10.1000/bees"))?.paper).toMatchObject({ venue: "Nature" });
      const tried = await trial.jobs.readJob(jobId);
      expect(await trial.countWaiting(jobId)).toBe(3);
      trial.close();
      expect(await readTitles()).toEqual(["Bees, and Ants!"]);
      const kept = await keepPapers(store, [...records, again]);
      expect(kept.outcomes).toEqual(outcomes);
      const { counts, changes } = (await store.jobs.readJob(kept.jobId))!;
      expect({ counts, changes }).toEqual({ counts: tried?.counts, changes: tried?.changes });
    });
  });
}
