import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ExportFormat } from "../../src/domain/export/format.js";
import type { Job } from "../../src/domain/jobs/job.js";
import { openTestLibrary, type TestLibrary } from "../support/test-library.js";

/** Imports files one after another, named by their extension. */
async function importFiles({ services }: TestLibrary, ...files: readonly (readonly [name: string, text: string])[]) {
  const jobs: Job[] = [];
  for (const [name, text] of files) {
    const { records } = await services.readPapers(sendText(text), { name });
    const { id } = await services.acceptPapers(records);
    jobs.push(await services.waitForJob(id));
  }
  return jobs;
}

async function* sendText(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const listPapers = async ({ services }: TestLibrary) => (await services.listPapers({ limit: 100 })).papers;

const kites = {
  title: "Kites over quarries",
  authors: ["Mara Holt", "Jun Abe"],
  year: 2018,
  venue: "Quarry Letters",
  abstract: "We fly kites over seven quarries and count the birds that follow them for a day.",
  keywords: ["kites", "quarries"],
  doi: "10.5555/kites.7",
};
const rich: Record<string, string> = {
  "rich.bib": `@article{k, title={${kites.title}}, author={Holt, Mara and Abe, Jun}, year=2018, journal={${kites.venue}},
    abstract={${kites.abstract}}, keywords={kites, quarries}, doi={${kites.doi}}}`,
  "rich.ris": `TY  - JOUR\nTI  - ${kites.title}\nAU  - Holt, Mara\nAU  - Abe, Jun\nPY  - 2018\nJO  - ${kites.venue}\nAB  - ${kites.abstract}\nKW  - kites\nKW  - quarries\nDO  - ${kites.doi}\nER  - \n`,
  "rich.csv": `Title,Authors,Year,Journal,Abstract,Keywords,DOI\n${kites.title},Mara Holt; Jun Abe,2018,${kites.venue},"${kites.abstract}",kites; quarries,${kites.doi}\n`,
  "rich.jsonl": `${JSON.stringify(kites)}\n`,
};
const poor: Record<string, string> = {
  "poor.bib": `@misc{holt, title={Kites over quarries}, author={M. Holt and others}, year=2018, doi={${kites.doi}}}`,
  "poor.ris": `TY  - GEN\nTI  - KITES OVER QUARRIES\nAU  - Holt, M\nPY  - 2018\nDO  - ${kites.doi}\nER  - \n`,
  "poor.csv": `id,title,authors,year,doi\n1,Kites over quarries.,"Holt M, Abe J",2018,${kites.doi}\n`,
  "poor.jsonl": `${JSON.stringify({ title: kites.title, abstract: null, venue: "", keywords: [], doi: kites.doi })}\n`,
};

describe("a poorer record of a paper", () => {
  let library: TestLibrary;
  beforeEach(async () => {
    library = await openTestLibrary();
  });
  afterEach(() => library.dispose());

  const pairs = Object.keys(rich).flatMap((first) => Object.keys(poor).map((second) => [first, second] as const));
  it.each(pairs)("erases nothing: %s, then %s", async (first, second) => {
    await importFiles(library, [first, rich[first]!]);
    const [job] = await importFiles(library, [second, poor[second]!]);
    const { authorNames: _, ...paper } = (await listPapers(library))[0]!;
    expect(paper).toMatchObject(kites);
    expect(await listPapers(library)).toHaveLength(1);
    // A table may still tell the parts of a name.
    expect(job?.changes).toEqual({});
    const [again] = await importFiles(library, [second, poor[second]!]);
    expect(again?.counts).toMatchObject({ total: 1, unchanged: 1 });
  });

  it.each(pairs)("is completed by the richer one: %s after %s", async (second, first) => {
    await importFiles(library, [first, poor[first]!]);
    const [job] = await importFiles(library, [second, rich[second]!]);
    expect(await listPapers(library)).toMatchObject([kites]);
    expect(job?.counts).toMatchObject({ accepted: 1, merged: 0 });
    expect(job?.changes).toMatchObject({ abstract: { added: 1 }, venue: { added: 1 }, keywords: { added: 1 } });
    const again = await importFiles(library, [first, poor[first]!], [second, rich[second]!]);
    expect(again.map(({ counts }) => counts.unchanged)).toEqual([1, 1]);
  });

  it.each<ExportFormat>(["jsonl", "bibtex", "ris", "csl", "csv"])("is not our own export as %s", async (format) => {
    await importFiles(
      library,
      ["rich.bib", rich["rich.bib"]!],
      ["more.jsonl", '{"id":"mine","title":"Mine","year":2020,"venue":"Moor Letters"}\n'],
    );
    const before = await listPapers(library);
    const exported = await library.services.exportPapers({ filter: {}, vectors: false, format });
    const { records } = await library.services.readPapers(exported, { name: "export" });
    const job = await library.services.acceptPapers(records);
    expect(job.counts).toMatchObject({ total: 2, unchanged: 2 });
    expect(await listPapers(library)).toEqual(before);
  });
});

describe("records in the files of other programs", () => {
  let library: TestLibrary;
  beforeEach(async () => {
    library = await openTestLibrary();
  });
  afterEach(() => library.dispose());

  it("stay several papers where chapters have the DOI of their book", async () => {
    const chapter = (key: string, fields: string) =>
      `@incollection{${key}, ${fields}, year=2011, doi={10.5555/bogs}}\n`;
    const text = [
      chapter("a", "title={Mosses of raised bogs}, author={Mara Holt}, abstract={On mosses.}"),
      chapter("b", "title={Dragonflies at peat pools}, author={Jun Abe}, abstract={On dragonflies.}"),
      `@book{c, title={The life of bogs}, editor={Ola Berg}, author={Ola Berg}, year=2011, doi={10.5555/bogs}}\n`,
    ].join("");
    const [job] = await importFiles(library, ["bogs.bib", text]);
    const papers = await listPapers(library);
    expect(papers.map(({ title, doi }) => [title, doi])).toEqual([
      ["Mosses of raised bogs", "10.5555/bogs"],
      ["Dragonflies at peat pools", "10.5555/bogs"],
      ["The life of bogs", "10.5555/bogs"],
    ]);
    expect(job?.counts).toMatchObject({ accepted: 3, merged: 0, unchanged: 0 });
    const notices = await library.services.listNotices(job!.id, 10);
    expect(notices.map(({ line, id, kind }) => [line, id, kind])).toEqual([
      [2, papers[1]!.id, "identity"],
      [3, papers[2]!.id, "identity"],
    ]);
    expect(notices[0]?.notice).toContain("Mosses of raised bogs");
    const [again] = await importFiles(library, ["bogs.bib", text]);
    expect(again?.counts).toMatchObject({ accepted: 0, merged: 0, unchanged: 3 });
  });

  it("are one paper where only the spelling differs, with the fuller names", async () => {
    const jobs = await importFiles(
      library,
      ["a.bib", "@article{k, title={Fog in harbours}, author={Holt, Mara and de Vries, Jan K.}, year={2016}}"],
      ["b.csv", 'PMID,Title,Authors,Publication Year\n7,Fog in harbours.,"Holt M, de Vries JK.",2016\n'],
    );
    expect(await listPapers(library)).toMatchObject([
      { title: "Fog in harbours", authors: ["Mara Holt", "Jan K. de Vries"] },
    ]);
    expect(jobs[1]?.counts).toMatchObject({ unchanged: 1 });
  });

  it("are not named by rows, keys and items, but by a column that the caller chooses", async () => {
    const table = (titles: readonly string[]) =>
      `id,title,year\n${titles.map((title, at) => `${at + 1},${title},2020\n`).join("")}`;
    await importFiles(
      library,
      ["a.csv", table(["Ice on roofs", "Snow on wires"])],
      ["b.csv", table(["Salt in soil", "Sand in wells"])],
    );
    await importFiles(library, [
      "c.json",
      '[{"id":"ITEM-1","type":"article-journal","title":"Rust","DOI":"10.5555/rust"}]',
    ]);
    await importFiles(library, [
      "d.json",
      '[{"id":"ITEM-1","type":"article-journal","title":"Lime","DOI":"10.5555/lime"}]',
    ]);
    expect((await listPapers(library)).map(({ title }) => title)).toEqual([
      "Ice on roofs",
      "Snow on wires",
      "Salt in soil",
      "Sand in wells",
      "Rust",
      "Lime",
    ]);
    const columns = { id: "key" };
    const { records } = await library.services.readPapers(sendText("key,title\nmine-1,Named\n"), {
      name: "e.csv",
      columns,
    });
    await library.services.acceptPapers(records);
    expect((await listPapers(library)).at(-1)).toMatchObject({ id: "mine-1", title: "Named" });
  });
});

describe("a paper with a name of the caller's", () => {
  let library: TestLibrary;
  beforeEach(async () => {
    library = await openTestLibrary();
  });
  afterEach(() => library.dispose());
  const own = (...papers: readonly object[]) =>
    ["own.jsonl", papers.map((paper) => `${JSON.stringify(paper)}\n`).join("")] as const;

  it("is found by its DOI, and later records with the DOI join it", async () => {
    const jobs = await importFiles(library, own({ id: "w1", ...kites }), ["poor.bib", poor["poor.bib"]!]);
    expect(await listPapers(library)).toMatchObject([{ id: "w1" }]);
    expect((await library.services.readPaper(`doi:${kites.doi}`)).id).toBe("w1");
    expect(jobs[1]?.counts).toMatchObject({ accepted: 0, merged: 0, unchanged: 1 });
  });

  it("takes the name even when it was stored by its DOI before", async () => {
    const jobs = await importFiles(library, ["poor.bib", poor["poor.bib"]!], own({ id: "w1", ...kites }));
    expect(await listPapers(library)).toMatchObject([{ id: "w1", abstract: kites.abstract }]);
    expect((await library.services.readPaper(`doi:${kites.doi}`)).id).toBe("w1");
    expect(jobs[1]?.counts).toMatchObject({ accepted: 0, merged: 1, embedded: 0 });
    const [notice] = await library.services.listNotices(jobs[1]!.id, 10);
    expect(notice).toMatchObject({ line: 1, id: "w1", kind: "merged" });
  });

  it("stays apart from another name with the same DOI", async () => {
    const [job] = await importFiles(library, own({ id: "w1", ...kites }, { id: "w2", ...kites }));
    expect((await listPapers(library)).map(({ id }) => id)).toEqual(["w1", "w2"]);
    expect(await library.services.listNotices(job!.id, 10)).toMatchObject([{ line: 2, id: "w2", kind: "identity" }]);
  });
});
