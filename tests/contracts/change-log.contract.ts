import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TextChanges, VectorChangeList } from "../../src/ports/vectors/change-log.js";
import {
  type CreateStore,
  embedWaiting,
  findOrdinal,
  keepPapers,
  type StoreUnderTest,
} from "../support/store-under-test.js";

export function describeChangeLog(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
      await keepPapers(store, [
        { id: "a", title: "A" },
        { id: "b", title: "B" },
      ]);
    });
    afterEach(() => store.close());

    const titlesOf = ({ put }: TextChanges) => put.map(({ paper }) => paper.title);
    const ordinalsOf = ({ put }: VectorChangeList) => put.map(({ ordinal }) => ordinal);

    it("returns every change from 0", async () => {
      await embedWaiting(store, [0, 1]);
      const text = await store.changes.readTextChanges(0, 10);
      const vectors = await store.changes.readVectorChanges(0, 10);
      const [a, b] = [await findOrdinal(store, "a"), await findOrdinal(store, "b")];
      expect(text.put.map(({ ordinal, paper }) => [ordinal, paper.id])).toEqual([
        [a, "a"],
        [b, "b"],
      ]);
      expect(vectors.put).toEqual([a, b].map((ordinal) => ({ ordinal, vector: Float32Array.of(0, 1) })));
      expect([text.removed, vectors.removed]).toEqual([[], []]);
      expect(await store.changes.readLastChange()).toBe(vectors.lastChange);
      expect(text.lastChange).toBeLessThan(vectors.lastChange);
    });

    it("returns the given change number when there is nothing new", async () => {
      const { lastChange } = await store.changes.readTextChanges(0, 10);
      expect(await store.changes.readTextChanges(lastChange, 10)).toEqual({ put: [], removed: [], lastChange });
      expect(await store.changes.readVectorChanges(7, 10)).toEqual({ put: [], removed: [], lastChange: 7 });
    });

    it("lists a paper that changed twice once, in its current state", async () => {
      await keepPapers(store, [{ id: "a", title: "A2" }]);
      await keepPapers(store, [{ id: "a", title: "A3" }]);
      expect(titlesOf(await store.changes.readTextChanges(0, 10))).toEqual(["B", "A3"]);
    });

    it("returns only later changes", async () => {
      const { lastChange } = await store.changes.readTextChanges(0, 10);
      await keepPapers(store, [
        { id: "a", title: "A" },
        { id: "b", title: "B2" },
        { id: "c", title: "C" },
      ]);
      expect(titlesOf(await store.changes.readTextChanges(lastChange, 10))).toEqual(["B2", "C"]);
    });

    it("pages through all changes without repeating any", async () => {
      await keepPapers(
        store,
        ["c", "d", "e"].map((id) => ({ id, title: id })),
      );
      const titles: string[] = [];
      let since = 0;
      for (;;) {
        const step = await store.changes.readTextChanges(since, 2);
        if (step.lastChange === since) break;
        expect(step.put.length).toBeLessThanOrEqual(2);
        titles.push(...titlesOf(step));
        since = step.lastChange;
      }
      expect(titles).toEqual(["A", "B", "c", "d", "e"]);
    });

    it("reports removed papers to both indexes", async () => {
      await embedWaiting(store);
      const [a, b] = [await findOrdinal(store, "a"), await findOrdinal(store, "b")];
      await store.papers.removePaper("a");
      const text = await store.changes.readTextChanges(0, 10);
      expect([titlesOf(text), text.removed]).toEqual([["B"], [a]]);
      const vectors = await store.changes.readVectorChanges(0, 10);
      expect([ordinalsOf(vectors), vectors.removed]).toEqual([[b], [a]]);
    });

    it("reports a vector as removed when the text of its paper changes", async () => {
      await embedWaiting(store);
      const { lastChange } = await store.changes.readVectorChanges(0, 10);
      await keepPapers(store, [{ id: "a", title: "A2" }]);
      const a = await findOrdinal(store, "a");
      expect(await store.changes.readVectorChanges(lastChange, 10)).toMatchObject({ put: [], removed: [a] });
      await embedWaiting(store);
      expect(await store.changes.readVectorChanges(lastChange, 10)).toMatchObject({
        put: [{ ordinal: a }],
        removed: [],
      });
    });

    it("does not report changes of fields that are not embedded to the vector index", async () => {
      await embedWaiting(store);
      const { lastChange } = await store.changes.readVectorChanges(0, 10);
      await keepPapers(store, [{ id: "a", title: "A", year: 2000 }]);
      expect(await store.changes.readVectorChanges(lastChange, 10)).toEqual({ put: [], removed: [], lastChange });
      expect(titlesOf(await store.changes.readTextChanges(lastChange, 10))).toEqual(["A"]);
    });

    it("has a unique store id", async () => {
      const other = await create();
      expect(store.changes.storeId).toMatch(/^\S{8,}$/);
      expect(other.changes.storeId).not.toBe(store.changes.storeId);
      await other.close();
    });
  });
}
