import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryCollections } from "../../src/adapters/memory/collections.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { describeCollectionStore } from "../contracts/collection-store.contract.js";
import { describeEntryStore } from "../contracts/entry-store.contract.js";
import { describeFollowingEntries } from "../contracts/following-entries.contract.js";
import { describeKeptCounts } from "../contracts/kept-counts.contract.js";
import type { KeptPapers } from "../support/kept-papers.js";
import type { CollectionStores } from "../support/collection-stores.js";

async function openMemory(): Promise<CollectionStores> {
  let nowMs = 0;
  return {
    ...createMemoryCollections(() => nowMs),
    setTime: (time) => void (nowMs = time),
    close: async () => undefined,
  };
}

async function openSqlite(): Promise<CollectionStores> {
  let nowMs = 0;
  const folder = await mkdtemp(join(tmpdir(), "paperkin-collections-"));
  const store = createSqliteStore({ folder, now: () => nowMs });
  return {
    ...store.desk,
    setTime: (time) => void (nowMs = time),
    async close() {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describeCollectionStore("collections in memory", openMemory);
describeCollectionStore("collections in SQLite", openSqlite);
describeEntryStore("entries in memory", openMemory);
describeEntryStore("entries in SQLite", openSqlite);

async function openPapers(): Promise<KeptPapers> {
  let nowMs = 1_000;
  const folder = await mkdtemp(join(tmpdir(), "paperkin-entries-"));
  const store = createSqliteStore({ folder, now: () => nowMs });
  return {
    ...store,
    ...store.desk,
    setTime: (time) => void (nowMs = time),
    async close() {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describeFollowingEntries("an entry in SQLite", openPapers);
describeKeptCounts("what readers keep in SQLite", openPapers);
