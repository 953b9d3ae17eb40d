import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createJob,
  type CreateStore,
  embedWaiting,
  findOrdinal,
  keepPapers,
  listWaiting,
  type StoreUnderTest,
} from "../support/store-under-test.js";

/** The vectors of the other model differ in length from those of the current model, [1, 0]. */
const otherVector = Float32Array.from([0, 0, 1]);

export function describeOtherModelStore(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
      await store.vectors.resetFingerprint("one");
    });
    afterEach(() => store.close());

    const tidy = async () => {
      while (await store.otherModel.tidy());
    };
    const listTexts = async () => {
      await tidy();
      return (await store.otherModel.listMissing(100)).map(({ text }) => text);
    };
    const embedMissing = async (limit = 100) => {
      await tidy();
      const vectors = (await store.otherModel.listMissing(limit)).map(({ ordinal, textHash }) => {
        return { ordinal, textHash, vector: otherVector };
      });
      await store.otherModel.saveResults({ vectors, failures: [] });
    };
    /** Starts a model change over these papers, all embedded with the current model. */
    const beginOver = async (...titles: readonly string[]) => {
      const { jobId } = await keepPapers(
        store,
        titles.map((title) => ({ id: title.toLowerCase(), title })),
      );
      await store.jobs.sealJob(jobId);
      await embedWaiting(store);
      await store.otherModel.begin("two");
      return jobId;
    };
    const countOther = async () => {
      const { embedded, failed, missing } = (await store.otherModel.readOther()) ?? {};
      return { embedded, failed, missing };
    };

    it("has no other model at first, and allows one at a time", async () => {
      const { otherModel } = store;
      expect(await otherModel.readOther()).toBeUndefined();
      await expect(otherModel.switchModels()).rejects.toMatchObject({ code: "conflict" });
      await otherModel.begin("two");
      expect(await otherModel.readOther()).toEqual({
        fingerprint: "two",
        role: "next",
        embedded: 0,
        failed: 0,
        missing: 0,
      });
      await expect(otherModel.begin("three")).rejects.toMatchObject({ code: "conflict" });
    });

    it("lists every paper without a vector as missing, oldest first", async () => {
      await beginOver("A", "B", "C");
      expect(await listTexts()).toEqual(["A", "B", "C"]);
      await embedMissing(2);
      expect(await listTexts()).toEqual(["C"]);
      expect(await countOther()).toEqual({ embedded: 2, failed: 0, missing: 1 });
      expect(await store.papers.countPapers()).toMatchObject({ embedded: 3, waiting: 0 });
    });

    it("keeps the vectors of both models apart, and reports to each index its own", async () => {
      await beginOver("A", "B");
      await embedMissing();
      const other = store.openOtherSlot();
      const a = await findOrdinal(store, "a");
      expect([...((await store.vectors.readVectors([a])).get(a) ?? [])]).toEqual([1, 0]);
      expect([...((await other.vectors.readVectors([a])).get(a) ?? [])]).toEqual([0, 0, 1]);
      const read = async (log: StoreUnderTest["changes"]) =>
        (await log.readVectorChanges(0, 10)).put.map(({ vector }) => vector.length);
      expect([await read(store.changes), await read(other.changes)]).toEqual([
        [2, 2],
        [3, 3],
      ]);
    });

    it("includes papers added during the change, and drops the vectors of removed or changed ones", async () => {
      await beginOver("A", "B", "C");
      await embedMissing();
      await keepPapers(store, [
        { id: "d", title: "D" },
        { id: "b", title: "B again" },
        { id: "c", title: "C", year: 2001 },
      ]);
      await store.papers.removePaper("a");
      expect(await countOther()).toEqual({ embedded: 1, failed: 0, missing: 2 });
      expect(await listTexts()).toEqual(["B again", "D"]);
      const { put, removed } = await store.openOtherSlot().changes.readVectorChanges(0, 10);
      expect([put.map(({ ordinal }) => ordinal), removed.length]).toEqual([[await findOrdinal(store, "c")], 2]);
    });

    it("ignores a vector of an outdated text, a repeated one, and any of another model", async () => {
      await beginOver("A");
      await tidy();
      const [old] = await store.otherModel.listMissing(1);
      const vectors = old ? [{ ...old, vector: otherVector }] : [];
      await store.otherModel.saveResults({ fingerprint: "one", vectors, failures: [] });
      expect(await countOther()).toMatchObject({ embedded: 0 });
      await keepPapers(store, [{ id: "a", title: "A again" }]);
      await store.otherModel.saveResults({ fingerprint: "two", vectors, failures: [] });
      expect(await listTexts()).toEqual(["A again"]);
      await embedMissing();
      await store.otherModel.saveResults({ fingerprint: "two", vectors, failures: [] });
      expect(await countOther()).toEqual({ embedded: 1, failed: 0, missing: 0 });
    });

    it("records failures, and lists those papers again only when their text changes", async () => {
      await beginOver("A", "B");
      await tidy();
      const [a] = await store.otherModel.listMissing(1);
      if (a) await store.otherModel.saveResults({ vectors: [], failures: [{ ...a, reason: "no words" }] });
      expect(await listTexts()).toEqual(["B"]);
      expect(await countOther()).toEqual({ embedded: 0, failed: 1, missing: 1 });
      await keepPapers(store, [{ id: "a", title: "A again" }]);
      expect(await listTexts()).toEqual(["A again", "B"]);
    });

    it("skips papers of a cancelled job", async () => {
      const { jobId } = await keepPapers(store, [{ id: "a", title: "A" }]);
      await store.jobs.changeState(jobId, "cancel");
      await store.otherModel.begin("two");
      expect(await listTexts()).toEqual([]);
      expect(await countOther()).toEqual({ embedded: 0, failed: 0, missing: 0 });
    });

    it("switches the vectors in use and the states of papers to the other model", async () => {
      const jobId = await beginOver("A", "B", "C");
      await tidy();
      const [a, b] = await store.otherModel.listMissing(2);
      if (a && b) {
        const vectors = [{ ...b, vector: otherVector }];
        await store.otherModel.saveResults({ vectors, failures: [{ ...a, reason: "no words" }] });
      }
      await keepPapers(store, [{ id: "d", title: "D" }]);
      await store.otherModel.switchModels();
      expect(await store.vectors.readFingerprint()).toBe("two");
      await tidy();
      expect(await store.papers.countPapers()).toEqual({ papers: 4, embedded: 1, waiting: 2, failed: 1, withheld: 0 });
      expect((await listWaiting(store, 10)).map(({ text }) => text)).toEqual(["C", "D"]);
      expect(await store.jobs.readJob(jobId)).toMatchObject({ counts: { accepted: 3, embedded: 1, failed: 1 } });
      expect(await store.otherModel.readOther()).toEqual({
        fingerprint: "one",
        role: "kept",
        embedded: 3,
        failed: 0,
        missing: 1,
      });
      const inUse = store.openOtherSlot();
      const ordinal = await findOrdinal(store, "a");
      expect([...((await inUse.vectors.readVectors([ordinal])).get(ordinal) ?? [])]).toEqual([1, 0]);
    });

    it("accepts results of the current model after a switch, and ignores those of the previous one", async () => {
      await beginOver("A");
      await embedMissing();
      await store.otherModel.switchModels();
      await tidy();
      await keepPapers(store, [{ id: "b", title: "B" }]);
      const [b] = await listWaiting(store, 1);
      const vectors = b ? [{ ...b, vector: otherVector }] : [];
      await store.work.saveResults({ fingerprint: "one", vectors, failures: [] });
      expect((await store.papers.countPapers()).waiting).toBe(1);
      await store.work.saveResults({ fingerprint: "two", vectors, failures: [] });
      expect((await store.papers.countPapers()).waiting).toBe(0);
    });

    it("switches back, and papers added since wait for the previous model", async () => {
      const jobId = await beginOver("A", "B");
      await embedMissing();
      await store.otherModel.switchModels();
      await tidy();
      await keepPapers(store, [{ id: "c", title: "C" }], await createJob(store));
      await embedWaiting(store, [...otherVector]);
      await store.papers.removePaper("b");
      await store.otherModel.switchModels();
      await tidy();
      expect(await store.vectors.readFingerprint()).toBe("one");
      expect((await listWaiting(store, 10)).map(({ text }) => text)).toEqual(["C"]);
      expect(await store.papers.countPapers()).toMatchObject({ papers: 2, embedded: 1, waiting: 1 });
      expect(await store.jobs.readJob(jobId)).toMatchObject({ state: "completed" });
      expect(await store.otherModel.readOther()).toMatchObject({ fingerprint: "two", role: "kept", embedded: 2 });
    });

    it("drops the other model and all its data, but nothing of the current one", async () => {
      await beginOver("A", "B");
      await embedMissing(1);
      await store.otherModel.drop();
      expect(await store.otherModel.readOther()).toMatchObject({ role: "dropped" });
      await expect(store.otherModel.switchModels()).rejects.toMatchObject({ code: "conflict" });
      await tidy();
      expect(await store.otherModel.readOther()).toBeUndefined();
      const other = store.openOtherSlot();
      expect((await other.changes.readVectorChanges(0, 10)).lastChange).toBe(0);
      expect((await store.changes.readVectorChanges(0, 10)).put.length).toBe(2);
      await store.otherModel.begin("three");
      expect(await listTexts()).toEqual(["A", "B"]);
    });

    it("splits large changes into short steps", async () => {
      await beginOver(...Array.from({ length: 450 }, (_, index) => `T${index}`));
      await embedMissing(10);
      await store.otherModel.switchModels();
      let steps = 0;
      while (await store.otherModel.tidy()) steps += 1;
      expect(steps).toBeGreaterThan(2);
      expect(await store.papers.countPapers()).toMatchObject({ embedded: 10, waiting: 440 });
    });
  });
}
