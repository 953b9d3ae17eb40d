import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AddedEntry } from "../../src/domain/collections/change-entry.js";
import { makeEntry, openCollection } from "../support/collection-stores.js";
import type { KeptPapers } from "../support/kept-papers.js";
import { keepPapers } from "../support/store-under-test.js";

/** What most readers keep, counted over all of their collections. */
export function describeKeptCounts(name: string, create: () => Promise<KeptPapers>): void {
  describe(name, () => {
    let store: KeptPapers;
    beforeEach(async () => {
      store = await create();
      store.setTime(1_000);
      await keepPapers(
        store,
        ["a", "b", "c"].map((id) => ({ id, title: `Title ${id}` })),
      );
    });
    afterEach(() => store.close());

    const keep = async (reader: string, ids: readonly string[], facts: AddedEntry["facts"] = {}) => {
      const collection = await openCollection(store, `Of ${ids.join()}`, reader);
      await store.entries.addEntries(
        collection,
        ids.map((id) => makeEntry(id, facts)),
      );
      return collection;
    };
    const list = (request = {}) => store.opens.listKept({ min: 1, limit: 10, ...request });

    it("counts each reader of a paper once, most readers first, then the last added", async () => {
      await keep("ada", ["a", "b"]);
      await keep("ada", ["a"]);
      store.setTime(2_000);
      await keep("bo", ["b", "c"]);
      expect(await list()).toEqual([
        { id: "b", readers: 2 },
        { id: "c", readers: 1 },
        { id: "a", readers: 1 },
      ]);
      expect(await list({ min: 2 })).toEqual([{ id: "b", readers: 2 }]);
      expect((await list({ limit: 2 })).map(({ id }) => id)).toEqual(["b", "c"]);
    });

    it("leaves out what is excluded, removed or unknown, and deleted collections", async () => {
      const bees = await keep("ada", ["a", "b", "c", "nowhere"]);
      await keep("bo", ["a"], { decision: "exclude" });
      await store.entries.removeEntries(bees, ["b"]);
      await store.papers.removePaper("c");
      expect(await list()).toEqual([{ id: "a", readers: 1 }]);
      await store.collections.deleteCollection(bees);
      expect(await list()).toEqual([]);
      await store.collections.restoreCollection(bees);
      expect(await list()).toEqual([{ id: "a", readers: 1 }]);
    });

    it("counts no entry twice that was removed and added again", async () => {
      const bees = await keep("ada", ["a"]);
      await store.entries.removeEntries(bees, ["a"]);
      await store.entries.addEntries(bees, [makeEntry("a")]);
      expect(await list()).toEqual([{ id: "a", readers: 1 }]);
    });
  });
}
