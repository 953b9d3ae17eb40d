import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { createRedisCollectionStore } from "../../../src/adapters/redis/desk/collections/collection-store.js";
import {
  createRedisCollectionPapers,
  createRedisEntryStore,
  type EntryParts,
} from "../../../src/adapters/redis/desk/collections/entry-store.js";
import { createFollowPapers } from "../../../src/adapters/redis/desk/collections/follow-papers.js";
import { createRedisOpenCounts } from "../../../src/adapters/redis/desk/open-counts.js";
import { createSqliteStore } from "../../../src/adapters/sqlite/store.js";
import type { PaperStore } from "../../../src/ports/paper/paper-store.js";
import { describeCollectionStore } from "../../contracts/collection-store.contract.js";
import { describeEntryStore } from "../../contracts/entry-store.contract.js";
import { describeFollowingEntries } from "../../contracts/following-entries.contract.js";
import { describeKeptCounts } from "../../contracts/kept-counts.contract.js";
import { describeOpenCounts } from "../../contracts/open-counts.contract.js";
import type { CollectionStores } from "../../support/collection-stores.js";
import type { KeptPapers } from "../../support/kept-papers.js";
import { createKnownPapers, noPapers } from "../../support/known-papers.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openDeskParts } from "../../support/redis-desk.js";
import { redisMissing } from "../../support/start-redis.js";

describe.skipIf(redisMissing)("Redis", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  async function openStores(): Promise<CollectionStores> {
    const parts = await openDeskParts(redis);
    return {
      collections: createRedisCollectionStore(parts),
      entries: createRedisEntryStore({ ...parts, papers: noPapers }),
      setTime: parts.setTime,
      close: async () => parts.connection.close(),
    };
  }
  describeCollectionStore("collections in Redis", openStores);
  describeEntryStore("entries in Redis", openStores);

  async function openPapers(): Promise<KeptPapers> {
    const folder = await mkdtemp(join(tmpdir(), "paperkin-entries-"));
    const store = createSqliteStore({ folder, now: () => 1_000 });
    const parts = { ...(await openDeskParts(redis)), papers: createKnownPapers(store.papers) };
    return {
      papers: followed(store.papers, parts),
      jobs: store.jobs,
      collections: createRedisCollectionStore(parts),
      entries: createRedisEntryStore(parts),
      collectionPapers: createRedisCollectionPapers(parts),
      opens: createRedisOpenCounts(parts),
      setTime: parts.setTime,
      async close() {
        parts.connection.close();
        store.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  describeFollowingEntries("an entry in Redis", openPapers);
  describeKeptCounts("what readers keep in Redis", openPapers);
  describeOpenCounts("counts of opened papers in Redis", async () => {
    const { opens, ...store } = await openPapers();
    return { store, opens };
  });
});

/** Papers whose changes are told to what is kept of them. */
function followed(papers: PaperStore, parts: EntryParts): PaperStore {
  const follow = createFollowPapers(parts);
  return {
    ...papers,
    async savePapers(slice) {
      const outcome = await papers.savePapers(slice);
      const stored = await Promise.all(outcome.outcomes.map(({ id }) => papers.findPaper(id)));
      await follow(stored.map((one) => one!.paper));
      return outcome;
    },
  };
}
