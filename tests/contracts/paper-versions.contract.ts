import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import {
  type CreateStore,
  createJob,
  embedWaiting,
  findOrdinal,
  keepPapers,
  type StoreUnderTest,
} from "../support/store-under-test.js";

export function describePaperVersions(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    describe("the versions of a paper", () => {
      const versionOf = (version: string, title = `The ${version} of them`) => ({
        title,
        arxivId: `2301.01234${version}`,
        date: `2023-01-0${version.at(-1)}`,
      });
      const listOf = async (ordinal: number) => (await store.versions.listVersions([ordinal])).get(ordinal);
      const listVersions = async () => listOf(await findOrdinal(store, "arxiv:2301.01234"));
      const keepAt = async (seconds: number, input: PaperInput) => {
        store.setTime(seconds * 1000);
        const { id } = await store.jobs.createJob(new Date(seconds * 1000));
        await keepPapers(store, [input], id);
      };
      const listed = (version: number, second: number, kept = false) => ({
        version,
        title: `The v${version} of them`,
        date: `2023-01-0${version}`,
        takenInAt: `1970-01-01T00:00:0${second}.000Z`,
        kept,
      });

      it("are listed for several papers at once, without unversioned and unknown papers", async () => {
        await keepPapers(store, [{ id: "plain", title: "Plain" }]);
        await keepAt(1, versionOf("v1"));
        await keepAt(2, { title: "Another", arxivId: "2302.00001v4" });
        await keepAt(3, versionOf("v2"));
        const asked = ["plain", "arxiv:2302.00001", "arxiv:2301.01234"].map((id) => findOrdinal(store, id));
        const [plain = 0, another = 0, one = 0] = await Promise.all(asked);
        const found = await store.versions.listVersions([plain, another, one, 99]);
        expect([...found].map(([ordinal, versions]) => [ordinal, versions.map(({ version }) => version)])).toEqual(
          expect.arrayContaining([
            [one, [2, 1]],
            [another, [4]],
          ]),
        );
        expect(found.size).toBe(2);
      });

      it("include earlier ones supplied with a paper, but only those older than the stored one", async () => {
        const earlier = [3, 2, 1].map((version) => {
          const { kept: _, ...rest } = listed(version, 9 - version);
          return rest;
        });
        const jobId = await createJob(store);
        const takeIn = (version: string) => {
          const paper = { ...makeCleanPaper(versionOf(version)), earlierVersions: earlier };
          return store.papers.savePapers({ jobId, papers: [paper], rejected: [] });
        };
        await takeIn("v3");
        expect(await listVersions()).toEqual([listed(3, 0, true), listed(2, 7), listed(1, 8)]);
        // Known versions stay unchanged, even if nothing else is new.
        earlier.push({ ...listed(2, 5), title: "Another title" });
        await takeIn("v3");
        expect(await listVersions()).toEqual([listed(3, 0, true), listed(2, 7), listed(1, 8)]);
        await keepAt(4, versionOf("v4"));
        await takeIn("v2");
        expect((await listVersions())?.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
      });

      it("are listed newest first, whatever order they were added in", async () => {
        await keepAt(1, versionOf("v2"));
        expect(await listVersions()).toEqual([listed(2, 1, true)]);
        await keepAt(2, versionOf("v3"));
        await keepAt(3, versionOf("v1"));
        expect(await listVersions()).toEqual([listed(3, 2, true), listed(2, 1), listed(1, 3)]);
        expect((await store.papers.listPapers({ limit: 10 })).papers.map(({ title }) => title)).toEqual([
          "The v3 of them",
        ]);
      });

      it("are listed when only the version differs", async () => {
        await keepAt(1, versionOf("v2", "The same"));
        await embedWaiting(store);
        await keepAt(2, { ...versionOf("v3", "The same"), date: "2023-01-02" });
        expect((await listVersions())?.map(({ version, kept }) => [version, kept])).toEqual([
          [3, true],
          [2, false],
        ]);
        expect(await store.papers.countPapers()).toMatchObject({ embedded: 1, waiting: 0 });
      });

      it("are listed once, as first added", async () => {
        await keepAt(1, versionOf("v2"));
        await keepAt(2, versionOf("v1"));
        await keepAt(3, versionOf("v1", "The same with another title"));
        await keepAt(4, versionOf("v2"));
        expect(await listVersions()).toEqual([listed(2, 1, true), listed(1, 2)]);
      });

      it("are kept when a record without a version is added", async () => {
        await keepAt(1, versionOf("v2"));
        await keepAt(2, { title: "From a list of references", arxivId: "2301.01234" });
        await keepAt(3, versionOf("v1"));
        const [kept, older] = (await listVersions()) ?? [];
        expect(kept).toMatchObject({ version: 2, title: "From a list of references", kept: true });
        expect(older).toEqual(listed(1, 3));
      });

      it("are empty for an unversioned paper, and are removed with their paper", async () => {
        await keepPapers(store, [{ id: "plain", title: "Plain" }]);
        expect(await listOf(await findOrdinal(store, "plain"))).toBeUndefined();
        await keepAt(1, versionOf("v1"));
        await keepAt(2, versionOf("v2"));
        const ordinal = await findOrdinal(store, "arxiv:2301.01234");
        await store.papers.removePaper("arxiv:2301.01234");
        expect(await listOf(ordinal)).toBeUndefined();
      });
    });
  });
}
