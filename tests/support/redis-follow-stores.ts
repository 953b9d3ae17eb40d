import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RedisConnection } from "../../src/adapters/redis/connect.js";
import { type FollowContext, createFollowContext } from "../../src/adapters/redis/desk/follows/context.js";
import { createRedisDismissals } from "../../src/adapters/redis/desk/follows/dismissals.js";
import { createRedisFollowStore } from "../../src/adapters/redis/desk/follows/follow-store.js";
import { createRedisFollowChanges } from "../../src/adapters/redis/desk/follows/stored/follow-changes.js";
import type { FollowedPapers } from "../../src/adapters/redis/desk/follows/followed-papers.js";
import { createFollowedStore } from "../../src/adapters/redis/desk/follows/followed-store.js";
import { createRedisMatchStore } from "../../src/adapters/redis/desk/follows/match-store.js";
import { createTransact } from "../../src/adapters/redis/transact.js";
import { openConnection } from "../../src/adapters/sqlite/open-database.js";
import { createSqliteCorpusScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import type { FollowStores } from "./follow-stores.js";
import { findOrdinal, keepPapers } from "./store-under-test.js";

/** Stores of one process on Redis. */
export function openFollowStores(context: FollowContext) {
  return {
    follows: createRedisFollowStore(context),
    followChanges: createRedisFollowChanges(context),
    matches: createRedisMatchStore(context),
    dismissals: createRedisDismissals(context),
  };
}

export interface RedisFollowStores extends FollowStores {
  readonly context: FollowContext;
  /** What is followed there about the same papers. */
  readonly inSqlite: Omit<FollowStores, "store">;
  /** Without a word to what is followed, as if a process died in between. */
  removeUnnoticed(id: string): Promise<unknown>;
  keepUnnoticed(id: string): Promise<number>;
  /** As another process. */
  openOther(connection: RedisConnection): Omit<FollowStores, "store">;
}

/** What is followed in Redis, about papers in SQLite. */
export async function openRedisFollows(connection: RedisConnection, prefix: string): Promise<RedisFollowStores> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-follows-"));
  let nowMs = 0;
  const now = () => nowMs;
  const sqlite = createSqliteStore({ folder, now });
  const papers = readFromSqlite(sqlite, folder);
  const open = (used: RedisConnection) =>
    createFollowContext({ connection: used, transact: createTransact(used), prefix, papers, now });
  const context = open(connection);
  const store = {
    ...sqlite,
    papers: createFollowedStore(context, sqlite.papers),
    openScan: () => createSqliteCorpusScan({ folder }),
    setTime: (time: number) => void (nowMs = time),
    async close() {
      sqlite.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const { follows, followChanges, matchStore: matches, dismissals } = sqlite.desk;
  const inSqlite = { follows, followChanges, matches, dismissals };
  return {
    store,
    context,
    inSqlite,
    ...openFollowStores(context),
    removeUnnoticed: (id) => sqlite.papers.removePaper(id),
    async keepUnnoticed(id) {
      await keepPapers({ ...store, papers: sqlite.papers }, [{ id, title: `Paper ${id}` }]);
      return findOrdinal(store, id);
    },
    openOther: (other) => openFollowStores(open(other)),
  };
}

function readFromSqlite({ papers, changes }: SqliteStore, folder: string): FollowedPapers {
  return {
    async readIds(ordinals) {
      const found = await papers.readPapers(ordinals);
      return new Map([...found].map(([ordinal, { id }]) => [ordinal, id]));
    },
    async findOrdinals(ids) {
      const found = await Promise.all(ids.map(async (id) => [id, (await papers.findPaper(id))?.ordinal] as const));
      return new Map(found.flatMap(([id, ordinal]) => (ordinal === undefined ? [] : [[id, ordinal] as const])));
    },
    async readLastOrdinal() {
      const database = openConnection(folder, { readonly: true });
      try {
        return (
          (database.prepare("SELECT max(seq) FROM sqlite_sequence WHERE name = 'papers'").pluck().get() as number) ?? 0
        );
      } finally {
        database.close();
      }
    },
    readLastChange: () => changes.readLastChange(),
  };
}
