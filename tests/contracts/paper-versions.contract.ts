import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

    it("gives the hashes and the version of papers that are kept, and leaves out the others", async () => {
      const inputs = [
        { title: "Versioned", arxivId: "2301.01234v2" },
        { id: "plain", title: "Plain" },
      ];
      await keepPapers(store, inputs);
      const kept = await store.versions.findKept(["arxiv:2301.01234", "plain", "gone"]);
      const [versioned, plain] = inputs.map((input) => makeCleanPaper(input));
      expect([...kept.keys()].toSorted()).toEqual(["arxiv:2301.01234", "plain"]);
      expect(kept.get("arxiv:2301.01234")).toEqual({
        version: 2,
        contentHash: versioned?.contentHash,
        textHash: versioned?.textHash,
        vector: "waiting",
      });
      expect(kept.get("plain")).toEqual({
        contentHash: plain?.contentHash,
        textHash: plain?.textHash,
        vector: "waiting",
      });
      expect((await store.versions.findKept([])).size).toBe(0);
    });

    it("gives the version of papers that came with one, by ordinal", async () => {
      await keepPapers(store, [
        { title: "Versioned", arxivId: "2301.01234v2" },
        { id: "plain", title: "Plain" },
      ]);
      const [versioned, plain] = await Promise.all(["arxiv:2301.01234", "plain"].map((id) => findOrdinal(store, id)));
      expect(await store.versions.findVersions([versioned ?? 0, plain ?? 0, 99])).toEqual(new Map([[versioned, 2]]));
    });

    it("tells which papers have their vector, wait for it, or have none to come", async () => {
      const readState = async (id: string) => (await store.versions.findKept([id])).get(id)?.vector;
      await keepPapers(store, [{ id: "in", title: "In" }]);
      await embedWaiting(store);
      const jobId = await createJob(store);
      await keepPapers(store, [{ id: "held", title: "Held" }], jobId);
      await store.jobs.changeState(jobId, "cancel");
      await keepPapers(store, [{ id: "bad", title: "Bad" }]);
      const [bad] = await store.work.listWaiting(1);
      if (bad) await store.work.saveResults({ vectors: [], failures: [{ ...bad, reason: "no words" }] });
      await keepPapers(store, [{ id: "new", title: "New" }]);
      expect(await Promise.all(["in", "held", "bad", "new"].map(readState))).toEqual([
        "embedded",
        "none",
        "none",
        "waiting",
      ]);
    });
  });
}
