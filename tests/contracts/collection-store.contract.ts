import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { collectionLimits } from "../../src/domain/collections/collection.js";
import {
  type CollectionStores,
  type CreateStores,
  formatTime,
  makeEntry,
  openCollection,
  scanAll,
} from "../support/collection-stores.js";

const dayMs = 24 * 60 * 60 * 1000;

/** Collections, kept for their readers. */
export function describeCollectionStore(name: string, create: CreateStores): void {
  describe(name, { timeout: 60_000 }, () => {
    let stores: CollectionStores;
    beforeEach(async () => {
      stores = await create();
      stores.setTime(1_000);
    });
    afterEach(() => stores.close());

    const names = async (reader: string, list = {}) =>
      (await stores.collections.listCollections(reader, list)).map((one) => one.name);

    it("are listed for their reader alone, the last changed first", async () => {
      await openCollection(stores, "Bees");
      stores.setTime(2_000);
      await openCollection(stores, "Ants");
      await openCollection(stores, "Ants", "bo");
      expect(await names("ada")).toEqual(["Ants", "Bees"]);
      expect(await names("bo")).toEqual(["Ants"]);
      expect(await names("cy")).toEqual([]);
    });

    it("are changed field by field, and say what was before", async () => {
      const bees = await openCollection(stores);
      stores.setTime(5_000);
      const renamed = await stores.collections.changeCollection(bees, { name: "Wasps" });
      expect(renamed).toMatchObject({
        name: "Wasps",
        before: { name: "Bees", note: null },
        updatedAt: formatTime(5_000),
      });
      await stores.collections.changeCollection(bees, { note: "They sting." });
      const bare = await stores.collections.changeCollection(bees, { note: null });
      expect(bare.before).toEqual({ name: "Wasps", note: "They sting." });
      expect(await stores.collections.readCollection(bees)).not.toHaveProperty("note");
    });

    it("have a name that their reader has not used, in any case", async () => {
      const bees = await openCollection(stores);
      const ants = await openCollection(stores, "Ants");
      await expect(openCollection(stores, "BEES")).rejects.toMatchObject({ code: "conflict" });
      await expect(stores.collections.changeCollection(ants, { name: "bees" })).rejects.toMatchObject({
        code: "conflict",
      });
      expect((await stores.collections.changeCollection(bees, { name: "BEES" })).name).toBe("BEES");
    });

    it("can be restored for 30 days, under another name if theirs has been used since", async () => {
      const bees = await openCollection(stores);
      await stores.entries.addEntries(bees, [makeEntry("p1", { note: "Read it." })]);
      expect(await stores.collections.deleteCollection(bees)).toMatchObject({
        restorableUntil: formatTime(1_000 + 30 * dayMs),
      });
      expect(await names("ada")).toEqual([]);
      expect(await names("ada", { deleted: true })).toEqual(["Bees"]);
      await expect(scanAll(stores, bees)).rejects.toMatchObject({ code: "not_found" });
      await openCollection(stores, "bees");
      stores.setTime(1_000 + 30 * dayMs - 1);
      expect(await stores.collections.restoreCollection(bees)).toMatchObject({ name: "Bees (2)", papers: 1 });
      expect((await scanAll(stores, bees))[0]).toMatchObject({ id: "p1", note: "Read it." });
    });

    it("are purged after 30 days", async () => {
      const bees = await openCollection(stores);
      await stores.entries.addEntries(
        bees,
        Array.from({ length: 1_200 }, (_, at) => makeEntry(`p${at}`)),
      );
      await stores.collections.deleteCollection(bees);
      expect(await stores.collections.purgeDeleted()).toBe(false);
      stores.setTime(1_000 + 30 * dayMs);
      await expect(stores.collections.restoreCollection(bees)).rejects.toMatchObject({ code: "not_found" });
      expect(await names("ada", { deleted: true })).toEqual([]);
      let rounds = 0;
      while (await stores.collections.purgeDeleted()) rounds += 1;
      expect(rounds).toBeGreaterThan(0);
      stores.setTime(1_000);
      await expect(stores.collections.restoreCollection(bees)).rejects.toMatchObject({ code: "not_found" });
    });

    it("are unknown to others, whatever they do", async () => {
      const other = { ...(await openCollection(stores)), reader: "bo" };
      await expect(stores.collections.changeCollection(other, { name: "Mine" })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(stores.collections.deleteCollection(other)).rejects.toMatchObject({ code: "not_found" });
      await expect(stores.collections.restoreCollection(other)).rejects.toMatchObject({ code: "not_found" });
      await expect(stores.entries.addEntries(other, [makeEntry("p1")])).rejects.toMatchObject({ code: "not_found" });
      await expect(stores.entries.readEntries(other, ["p1"])).rejects.toMatchObject({ code: "not_found" });
      expect(await stores.collections.readCollection(other)).toBeUndefined();
    });

    it("are refused beyond the limit, which is named", async () => {
      for (let at = 0; at < collectionLimits.collections; at += 1) await openCollection(stores, `Bees ${at}`);
      await expect(openCollection(stores, "One more")).rejects.toMatchObject({ code: "too_large", message: /1000/ });
    });
  });
}
