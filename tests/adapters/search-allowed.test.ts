import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchAllowedExactly } from "../../src/adapters/hnsw/search-allowed.js";
import { createMemoryVectorIndex } from "../../src/adapters/memory/vector-index.js";
import { createSqliteCorpusScan, type SlotScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import { findOrdinal, keepEmbedded, keepPapers, readIds, type StoreUnderTest } from "../support/store-under-test.js";

describe("A scan of vectors", () => {
  let folder: string;
  let store: StoreUnderTest;
  let scan: SlotScan;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-allowed-"));
    const openScan = () => createSqliteCorpusScan({ folder });
    const sqlite = createSqliteStore({ folder, now: () => 0 });
    store = { ...sqlite, openScan, setTime: () => undefined, close: async () => sqlite.close() };
    await keepEmbedded(store, [
      { id: "a", title: "A", vector: [1, 0] },
      { id: "b", title: "B", vector: [0.6, 0.8] },
      { id: "c", title: "C", vector: [0, 1] },
    ]);
    await keepPapers(store, [{ id: "d", title: "D" }]);
    scan = createSqliteCorpusScan({ folder });
  });
  afterAll(async () => {
    await scan.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const allow = async (...ids: string[]) => collectOrdinals(await Promise.all(ids.map((id) => findOrdinal(store, id))));
  const vector = Float32Array.of(1, 0);

  it("ranks the allowed papers by cosine, best first", async () => {
    const ranked = await scan.rankByVector({ vector, limit: 10, allow: await allow("d", "c", "b", "a") });
    const ordinals = ranked.map(({ ordinal }) => ordinal);
    expect(await readIds(store, ordinals)).toEqual(["a", "b", "c"]);
    expect(ranked.map(({ score }) => Number(score.toFixed(6)))).toEqual([1, 0.6, 0]);
    const one = await scan.rankByVector({ vector, limit: 1, allow: await allow("b", "c") });
    expect(one).toEqual([{ ordinal: await findOrdinal(store, "b"), score: expect.closeTo(0.6) }]);
  });

  it("ranks nothing for an empty set or a limit of 0", async () => {
    expect(await scan.rankByVector({ vector, allow: collectOrdinals([]), limit: 5 })).toEqual([]);
    expect(await scan.rankByVector({ vector, allow: await allow("a"), limit: 0 })).toEqual([]);
    expect(await scan.rankByVector({ vector, allow: collectOrdinals([12_345]), limit: 5 })).toEqual([]);
  });
});

describe("A search among allowed papers", () => {
  it("compares few papers one by one, and leaves many and all of them to the graph", async () => {
    const exact: number[] = [];
    const index = createMemoryVectorIndex();
    await index.apply({ put: [{ ordinal: 7, vector: Float32Array.of(1, 0) }], removed: [], lastChange: 3 });
    const searched = searchAllowedExactly(index, async ({ allow }) => {
      exact.push(await allow.count());
      return [{ ordinal: 1, score: 0.5 }];
    });
    const first = async (size: number | undefined) => {
      const allow = size === undefined ? undefined : collectOrdinals(Array.from({ length: size }, (_, at) => at));
      return (await searched.search({ vector: Float32Array.of(1, 0), limit: 1, allow })).ordinals[0];
    };
    expect([await first(9), await first(2_000), await first(2_001), await first(undefined)]).toEqual([1, 1, 7, 7]);
    expect(exact).toEqual([9, 2_000]);
    expect([searched.lastChange, searched.count]).toEqual([3, 1]);
  });
});
