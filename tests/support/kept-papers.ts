import type { CollectionStore } from "../../src/ports/desk/collection-store.js";
import type { CollectionPapers, EntryStore } from "../../src/ports/desk/entry-store.js";
import type { OpenCounts } from "../../src/ports/desk/open-counts.js";
import type { StoreUnderTest } from "./store-under-test.js";

/** Papers, and the collections that have them. */
export interface KeptPapers extends Pick<StoreUnderTest, "papers" | "jobs" | "setTime" | "close"> {
  readonly collections: CollectionStore;
  readonly entries: EntryStore;
  readonly collectionPapers: CollectionPapers;
  readonly opens: OpenCounts;
}
