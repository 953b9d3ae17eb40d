import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CreateStore,
  embedWaiting,
  findOrdinal,
  keepEmbedded,
  keepPapers,
  type StoreUnderTest,
  listWaiting,
} from "../support/store-under-test.js";

export function describeVectorStore(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    it("has no model at first, and then the one that was set", async () => {
      const { vectors } = store;
      expect(await vectors.readFingerprint()).toBeUndefined();
      await vectors.resetFingerprint("one");
      expect(await vectors.readFingerprint()).toBe("one");
    });

    it("returns vectors bit for bit, and omits papers without one", async () => {
      const exact = [0.1, -0, 1e-45, 1 / 3];
      await keepEmbedded(store, [{ id: "a", title: "A", vector: exact }]);
      await keepPapers(store, [{ id: "b", title: "B" }]);
      const [a, b] = [await findOrdinal(store, "a"), await findOrdinal(store, "b")];
      const found = await store.vectors.readVectors([b, a, 999]);
      expect([...found.keys()]).toEqual([a]);
      const given = found.get(a) ?? new Float32Array();
      expect([...given].map((value, index) => Object.is(value, Math.fround(exact[index] ?? 1)))).toEqual([
        true,
        true,
        true,
        true,
      ]);
    });

    it("lists vectors in the order that is asked for, with gaps, whatever their bytes", async () => {
      // The bytes of these numbers are zeros, no valid text, or a comma.
      const vectors = { a: [0, 0, 1, 0], b: [-1, 1 / 3, 0, -0], c: [0, Math.fround(1e38), 3.0202e-12, 0] };
      await keepEmbedded(
        store,
        Object.entries(vectors).map(([id, vector]) => ({ id, title: id, vector })),
      );
      const [a, b, c] = [
        await findOrdinal(store, "a"),
        await findOrdinal(store, "b"),
        await findOrdinal(store, "c"),
      ] as const;
      const listed = await store.vectors.listVectors([c, 999, a, b, a]);
      const { a: one, b: two, c: three } = vectors;
      expect(listed).toEqual([three, undefined, one, two, one].map((vector) => vector && Float32Array.from(vector)));
      expect(await store.vectors.listVectors([999])).toEqual([undefined]);
      expect(await store.vectors.listVectors([])).toEqual([]);
    });

    it("keeps vectors when the same model is set again", async () => {
      await store.vectors.resetFingerprint("one");
      await keepEmbedded(store, [{ id: "a", title: "A", vector: [1, 0] }]);
      await store.vectors.resetFingerprint("one");
      expect((await store.vectors.readVectors([await findOrdinal(store, "a")])).size).toBe(1);
    });

    it("drops all vectors for another model, and marks every paper as waiting", async () => {
      await store.vectors.resetFingerprint("one");
      await keepEmbedded(store, [{ id: "a", title: "A", vector: [1, 0] }]);
      const { jobId } = await keepPapers(store, [{ id: "b", title: "B" }]);
      const [failing] = await listWaiting(store, 1);
      if (failing) await store.work.saveResults({ vectors: [], failures: [{ ...failing, reason: "no words" }] });
      await store.vectors.resetFingerprint("two");
      expect(await store.papers.countPapers()).toEqual({ papers: 2, embedded: 0, waiting: 2, failed: 0, withheld: 0 });
      expect((await listWaiting(store, 10)).map(({ text }) => text)).toEqual(["A", "B"]);
      expect((await store.changes.readVectorChanges(0, 10)).put).toEqual([]);
      expect(await store.jobs.listFailures(jobId, 10)).toEqual([]);
    });

    it("counts a paper once in its job when a second model embeds it", async () => {
      await store.vectors.resetFingerprint("one");
      const { jobId } = await keepPapers(store, [
        { id: "a", title: "A" },
        { id: "b", title: "B" },
      ]);
      await store.jobs.sealJob(jobId);
      await embedWaiting(store);
      await store.vectors.resetFingerprint("two");
      expect(await store.jobs.readJob(jobId)).toMatchObject({ state: "waiting", counts: { accepted: 2, embedded: 0 } });
      await embedWaiting(store);
      expect(await store.jobs.readJob(jobId)).toMatchObject({
        state: "completed",
        counts: { accepted: 2, embedded: 2, failed: 0 },
      });
    });
  });
}
