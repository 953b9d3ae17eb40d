import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { RedisConnection } from "../../src/adapters/redis/connect.js";
import { createSqliteCorpusScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { describeFollowChanges } from "../contracts/follow-changes.contract.js";
import { describeFollowStore } from "../contracts/follow-store.contract.js";
import { describeInboxWorks } from "../contracts/inbox-works.contract.js";
import { describeMatchStore } from "../contracts/match-store.contract.js";
import type { FollowStores } from "../support/follow-stores.js";
import { openRedis, type OpenRedis } from "../support/open-redis.js";
import { openRedisFollows } from "../support/redis-follow-stores.js";
import { redisMissing } from "../support/start-redis.js";

async function openSqlite(): Promise<FollowStores> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-follows-"));
  let nowMs = 0;
  const sqlite = createSqliteStore({ folder, now: () => nowMs });
  const store = {
    ...sqlite,
    openScan: () => createSqliteCorpusScan({ folder }),
    setTime: (time: number) => void (nowMs = time),
    async close() {
      sqlite.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const { follows, followChanges, matchStore: matches, dismissals } = sqlite.desk;
  return { store, follows, followChanges, matches, dismissals };
}

describe.skipIf(redisMissing)("on Redis", () => {
  let redis: OpenRedis;
  let connection: RedisConnection;
  beforeAll(async () => {
    redis = await openRedis();
    connection = await redis.connect();
  });
  afterAll(() => redis.close());
  const open = () => openRedisFollows(connection, redis.nextPrefix());
  describeFollowStore("what is followed", open);
  describeFollowChanges("changes of what is followed", open);
  describeMatchStore("what matched", open);
  describeInboxWorks("the works of an inbox", open);
});

describeFollowStore("what is followed, in SQLite", openSqlite);
describeFollowChanges("changes of what is followed, in SQLite", openSqlite);
describeMatchStore("what matched, in SQLite", openSqlite);
describeInboxWorks("the works of an inbox, in SQLite", openSqlite);
