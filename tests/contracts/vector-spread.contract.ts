import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import type { SpreadReader } from "../../src/ports/vectors/vector-spread.js";
import { type CreateStore, keepEmbedded, keepPapers, type StoreUnderTest } from "../support/store-under-test.js";

export function describeSpreadReader(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    let scan: CorpusScan & SpreadReader;
    beforeEach(async () => {
      store = await create();
      scan = store.openScan();
    });
    afterEach(async () => {
      await scan.close();
      await store.close();
    });

    const keep = (...vectors: number[][]) =>
      keepEmbedded(
        store,
        vectors.map((vector) => ({ id: vector.join(), title: "T", vector })),
      );
    const read = async () => {
      const spread = await scan.readSpread();
      return spread && [spread.mean, spread.whitening].map((values) => Array.from(values, toShort));
    };
    const toShort = (value: number) => Math.round(value * 1e5) / 1e5;
    const third = toShort(1 / 3);

    it("has no result without two different vectors", async () => {
      expect(await read()).toBeUndefined();
      await keepPapers(store, [
        { id: "a", title: "A" },
        { id: "b", title: "B" },
      ]);
      expect(await read()).toBeUndefined();
      await keep([1, 0]);
      expect(await read()).toBeUndefined();
    });

    it("measures the mean and the whitening of the current vectors", async () => {
      await keep([1, 0], [0, 1]);
      expect(await read()).toEqual([[0.5, 0.5], [4 * third, 2 * third, 2 * third, 4 * third].map(expectNear)]);
      await keep([-1, 0], [0, -1]);
      // All directions are equal: Σ = diag(1/2, 1/2), and the same amount is added to it.
      expect(await read()).toEqual([
        [0, 0],
        [1, 0, 0, 1],
      ]);
      for (const id of ["-1,0", "0,-1"]) await store.papers.removePaper(id);
      expect((await read())?.[0]).toEqual([0.5, 0.5]);
    });

    it("gives the same result for the same papers", async () => {
      await keep([1, 0], [0.6, 0.8], [0, 1], [0.8, -0.6]);
      expect(await scan.readSpread()).toEqual(await scan.readSpread());
    });
  });
}

function expectNear(value: number): unknown {
  return expect.closeTo(value, 4);
}
