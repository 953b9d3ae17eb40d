import { afterAll, beforeAll, describe } from "vitest";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import type { PaperSets } from "../../src/ports/search/paper-sets.js";
import { paperSets } from "./paper-sets.js";
import type { CreateStore, StoreUnderTest } from "./store-under-test.js";

export interface ScannedStore {
  readonly store: StoreUnderTest;
  readonly scan: CorpusScan;
  /** The sets that the scan can be asked about. */
  readonly sets: PaperSets;
}

/** A suite whose tests share one store and its scan, open before the first paper. */
export function describeScanned(title: string, create: CreateStore, define: (shared: ScannedStore) => void): void {
  describe(title, () => {
    let store: StoreUnderTest;
    let scan: CorpusScan;
    beforeAll(async () => {
      store = await create();
      scan = store.openScan();
    });
    afterAll(async () => {
      await scan.close();
      await store.close();
    });
    define({
      get store() {
        return store;
      },
      get scan() {
        return scan;
      },
      get sets() {
        return store.sets ?? paperSets;
      },
    });
  });
}
