import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entryLimits } from "../../src/domain/collections/entry.js";
import {
  type CollectionStores,
  type CreateStores,
  formatTime,
  makeEntry,
  openCollection,
  scanAll,
} from "../support/collection-stores.js";

/** The papers of collections, with what readers say about them. */
export function describeEntryStore(name: string, create: CreateStores): void {
  describe(name, { timeout: 60_000 }, () => {
    let stores: CollectionStores;
    beforeEach(async () => {
      stores = await create();
      stores.setTime(1_000);
    });
    afterEach(() => stores.close());

    it("count records of files whose paper is there, over several imports, and keep the count", async () => {
      const bees = await openCollection(stores);
      const countDuplicates = async () => (await stores.collections.readCollection(bees))?.duplicates;
      const records = { areRecords: true };
      await stores.entries.addEntries(bees, [makeEntry("p1"), makeEntry("p2")], records);
      await stores.entries.addEntries(bees, [makeEntry("p1")]);
      expect(await countDuplicates()).toBeUndefined();
      await stores.entries.addEntries(
        bees,
        [makeEntry("p1"), makeEntry("p3"), makeEntry("p3", { note: "N" })],
        records,
      );
      await stores.entries.addEntries(bees, [makeEntry("p2", { note: "N" })], records);
      expect(await countDuplicates()).toBe(3);
      await stores.entries.removeEntries(bees, ["p1", "p3"]);
      await stores.collections.deleteCollection(bees);
      expect(await stores.collections.restoreCollection(bees)).toMatchObject({ papers: 1, duplicates: 3 });
    });

    it("are added once, then completed", async () => {
      const bees = await openCollection(stores);
      const first = await stores.entries.addEntries(bees, [
        makeEntry("p1", { note: "One.", tags: ["a"], rating: 4 }),
        makeEntry("p2"),
      ]);
      expect(first).toEqual({ added: ["p1", "p2"], changed: [], unchanged: [] });
      stores.setTime(2_000);
      const second = await stores.entries.addEntries(bees, [
        makeEntry("p1", { note: "Two.", tags: ["A", "b"], rating: 1, key: "one" }),
        makeEntry("p2"),
      ]);
      expect(second).toMatchObject({ added: [], changed: [{ id: "p1", note: "One." }], unchanged: ["p2"] });
      const [entry] = await stores.entries.readEntries(bees, ["p1"]);
      expect(entry).toEqual({
        id: "p1",
        title: "Title p1",
        year: 2020,
        note: "One.\n\nTwo.",
        tags: ["a", "b"],
        isRead: false,
        rating: 4,
        key: "one",
        addedAt: formatTime(1_000),
      });
      const third = await stores.entries.addEntries(bees, [makeEntry("p1", { note: "Two.", tags: ["B"] })]);
      expect(third.unchanged).toEqual(["p1"]);
    });

    it("make their collection later with each change, even within a millisecond", async () => {
      const bees = await openCollection(stores);
      const readTime = async () => (await stores.collections.readCollection(bees))!.updatedAt;
      const times = [await readTime()];
      const changes = [
        () => stores.entries.addEntries(bees, [makeEntry("p1")]),
        () => stores.entries.changeEntries(bees, ["p1"], { decision: "include" }),
        () => stores.entries.replaceEntry(bees, makeEntry("p1")),
        () => stores.entries.removeEntries(bees, ["p1"]),
      ];
      for (const change of changes) {
        await change();
        times.push(await readTime());
      }
      expect(times).toEqual([...new Set(times)].toSorted());
    });

    it("are counted by decision and reading", async () => {
      const bees = await openCollection(stores);
      await stores.entries.addEntries(bees, [
        makeEntry("p1"),
        makeEntry("p2", { isRead: true }),
        makeEntry("p3", { decision: "include" }),
        makeEntry("p4", { decision: "exclude" }),
      ]);
      const count = async () => {
        const { papers, included, excluded, unread } = (await stores.collections.readCollection(bees))!;
        return { papers, included, excluded, unread };
      };
      expect(await count()).toEqual({ papers: 3, included: 1, excluded: 1, unread: 2 });
      await stores.entries.changeEntries(bees, ["p1", "p3"], { decision: "exclude" });
      await stores.entries.changeEntries(bees, ["p4"], { decision: null, isRead: true });
      expect(await count()).toEqual({ papers: 2, included: 0, excluded: 2, unread: 0 });
      await stores.entries.removeEntries(bees, ["p1", "p2"]);
      expect(await count()).toEqual({ papers: 1, included: 0, excluded: 1, unread: 0 });
    });

    it("are changed together, and say what was before", async () => {
      const bees = await openCollection(stores);
      await stores.entries.addEntries(bees, [makeEntry("p1", { tags: ["a", "b"] }), makeEntry("p2", { note: "Two." })]);
      stores.setTime(3_000);
      const before = await stores.entries.changeEntries(bees, ["p2", "p1", "p3"], {
        decision: "exclude",
        reason: "off topic",
        addTags: ["c"],
        removeTags: ["A"],
      });
      expect(before.map(({ id, tags }) => [id, tags])).toEqual([
        ["p2", []],
        ["p1", ["a", "b"]],
      ]);
      const [p1] = await stores.entries.readEntries(bees, ["p1"]);
      expect(p1).toMatchObject({
        tags: ["b", "c"],
        decision: "exclude",
        reason: "off topic",
        decidedAt: formatTime(3_000),
      });
      await stores.entries.changeEntries(bees, ["p1"], { decision: null });
      const [undecided] = await stores.entries.readEntries(bees, ["p1"]);
      expect(Object.keys(undecided!)).not.toEqual(expect.arrayContaining(["decision"]));
      expect(undecided).not.toHaveProperty("reason");
      expect(undecided).not.toHaveProperty("decidedAt");
    });

    it("come back as they were when they are added again after a removal", async () => {
      const bees = await openCollection(stores);
      await stores.entries.addEntries(bees, [makeEntry("p1", { note: "One.", decision: "include", isRead: true })]);
      stores.setTime(9_000);
      const [removed] = await stores.entries.removeEntries(bees, ["p1", "p2"]);
      const { id, title, year, ...facts } = removed!;
      await stores.entries.addEntries(bees, [{ paper: { id, title, year }, facts }]);
      expect(await scanAll(stores, bees)).toEqual([removed]);
    });

    it("are replaced as a whole, without their times", async () => {
      const bees = await openCollection(stores);
      expect(
        await stores.entries.replaceEntry(bees, makeEntry("p1", { note: "One.", decision: "include" })),
      ).toBeUndefined();
      stores.setTime(4_000);
      const before = await stores.entries.replaceEntry(bees, makeEntry("p1", { rating: 2, decision: "include" }));
      expect(before).toMatchObject({ note: "One." });
      const [entry] = await stores.entries.readEntries(bees, ["p1"]);
      expect(entry).toMatchObject({ rating: 2, addedAt: formatTime(1_000), decidedAt: formatTime(1_000) });
      expect(entry).not.toHaveProperty("note");
    });

    it("are scanned from the last added, equal times by id", async () => {
      const bees = await openCollection(stores);
      const many = Array.from({ length: 1_300 }, (_, at) => makeEntry(`p${String(at).padStart(4, "0")}`));
      await stores.entries.addEntries(bees, many);
      stores.setTime(2_000);
      await stores.entries.addEntries(bees, [makeEntry("z")]);
      const ids = (await scanAll(stores, bees)).map(({ id }) => id);
      expect(ids).toEqual(["z", ...many.map(({ paper }) => paper.id)]);
    });

    it("are found by their paper in all collections of a reader", async () => {
      const [bees, ants] = [await openCollection(stores, "Bees"), await openCollection(stores, "Ants")];
      for (const collection of [bees, ants, await openCollection(stores, "Bees", "bo")])
        await stores.entries.addEntries(collection, [makeEntry("p1", { note: collection.id })]);
      const kept = await stores.entries.listEntriesOf("ada", "p1");
      expect(kept.map(({ collection, entry }) => [collection.name, entry.note])).toEqual([
        ["Ants", ants.id],
        ["Bees", bees.id],
      ]);
      await stores.collections.deleteCollection(ants);
      expect(await stores.entries.listEntriesOf("ada", "p1")).toHaveLength(1);
    });

    it("are refused beyond the limit, which is named, and then none is added", async () => {
      const bees = await openCollection(stores);
      const many = Array.from({ length: entryLimits.entries }, (_, at) => makeEntry(`p${at}`));
      await stores.entries.addEntries(bees, many);
      const more = stores.entries.addEntries(bees, [makeEntry("p1", { note: "Lost." }), makeEntry("new")]);
      await expect(more).rejects.toMatchObject({ code: "too_large", message: /20000/ });
      expect((await stores.entries.readEntries(bees, ["p1", "new"])).map(({ note }) => note)).toEqual([undefined]);
      const tags = Array.from({ length: entryLimits.tags }, (_, at) => `t${at}`);
      await stores.entries.changeEntries(bees, ["p1"], { tags });
      await expect(stores.entries.changeEntries(bees, ["p1"], { addTags: ["more"] })).rejects.toMatchObject({
        code: "too_large",
        message: /50 tags/,
      });
    });
  });
}
