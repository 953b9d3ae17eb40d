import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapAnswerSchema } from "../../src/domain/map/answer.js";
import type { KeptMap, MapSheet, MapStore } from "../../src/ports/map/map-store.js";
import { findOrdinal, keepPapers, type StoreUnderTest } from "../support/store-under-test.js";

/** A paper store and the map stores on top of it. */
export interface MapStoreUnderTest extends StoreUnderTest {
  openMaps(owner?: { readonly storeId?: string; readonly fingerprint?: string }): MapStore;
  /** Overwrites the last byte of the saved map. */
  damageMap(): Promise<void>;
}

export function describeMapStore(name: string, create: () => Promise<MapStoreUnderTest>): void {
  // The thread runs at a low priority, so it is slow on a busy machine.
  describe(name, { timeout: 90_000 }, () => {
    let store: MapStoreUnderTest;
    let opened: MapStore[];
    beforeEach(async () => {
      store = await create();
      opened = [];
      await keepPapers(store, [
        { id: "a", title: "Whales sing", year: 2001 },
        { id: "b", title: "Whales sing louder" },
        { id: "c", title: "Glaciers melt", year: 2003 },
      ]);
    });
    afterEach(async () => {
      await Promise.all(opened.map((maps) => maps.close()));
      await store.close();
    });
    const open = (owner?: Parameters<MapStoreUnderTest["openMaps"]>[0]) => {
      const maps = store.openMaps(owner);
      opened.push(maps);
      return maps;
    };
    const makeMap = async (): Promise<KeptMap> => ({
      ordinals: Int32Array.from(await Promise.all(["a", "b", "c"].map((id) => findOrdinal(store, id)))),
      x: Uint16Array.of(0, 1, 65_535),
      y: Uint16Array.of(7, 8, 9),
      topicOf: Uint16Array.of(0, 0, 1),
      topics: [
        { names: ["whales"], x: 0, y: 7, papers: 2, level: 0 },
        { names: ["glaciers"], x: 65_535, y: 9, papers: 1, level: 1, parent: 0 },
      ],
      lastChange: 41,
      drawnAt: 1_700_000_000_000,
      later: 3,
    });
    const read = ({ gzip }: MapSheet) => mapAnswerSchema.parse(JSON.parse(gunzipSync(gzip).toString()));

    it("has no map at first", async () => {
      expect(await open().openMap()).toBeUndefined();
    });

    it("returns a saved map with the same sheets, also when reopened", async () => {
      const map = await makeMap();
      const kept = await open().keepMap(map);
      expect(kept.map).toEqual(map);
      expect(await open().openMap()).toEqual(kept);
    });

    it("says that a map is still the newest by returning it", async () => {
      const maps = open();
      const kept = await maps.keepMap(await makeMap());
      expect(await maps.openMap(kept)).toBe(kept);
      const next = await maps.keepMap({ ...(await makeMap()), later: 4, sampledFrom: 9 });
      expect(await maps.openMap(next)).toBe(next);
      expect((await open().openMap())?.map).toEqual(next.map);
    });

    it("adds ids and years to the sheets", async () => {
      const { sheets } = await open().keepMap(await makeMap());
      expect(read(sheets.whole)).toEqual({
        side: 65_535,
        drawnAt: "2023-11-14T22:13:20.000Z",
        total: 3,
        topics: (await makeMap()).topics,
        papers: {
          ids: ["a", "b", "c"],
          x: [0, 1, 65_535],
          y: [7, 8, 9],
          years: [2001, null, 2003],
          topics: [0, 0, 1],
        },
      });
      expect(read(sheets.outline).papers.ids).toHaveLength(3);
    });

    it("omits removed papers, and gives the sheets a new version", async () => {
      const maps = open();
      const map = await makeMap();
      const before = await maps.keepMap(map);
      await store.papers.removePaper("b");
      const after = await maps.keepMap(map);
      expect(read(after.sheets.whole).papers.ids).toEqual(["a", "c"]);
      expect(after.sheets.whole.version).not.toBe(before.sheets.whole.version);
    });

    it("names topics by the titles of the papers", async () => {
      const { topics, topicOf } = await open().findTopics(await makeMap());
      expect(topics[topicOf[0] ?? -1]?.names[0]).toContain("whales");
      expect(topicOf).toHaveLength(3);
    });

    it("belongs to one store and one model", async () => {
      await open().keepMap(await makeMap());
      expect(await open({ storeId: "another" }).openMap()).toBeUndefined();
      expect(await open({ fingerprint: "another" }).openMap()).toBeUndefined();
    });

    it("ignores a damaged map until one is saved again", async () => {
      const maps = open();
      await maps.keepMap(await makeMap());
      await store.damageMap();
      expect(await maps.openMap()).toBeUndefined();
      await maps.keepMap(await makeMap());
      expect(await maps.openMap()).toBeDefined();
    });
  });
}
