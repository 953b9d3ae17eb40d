import type { FeedStore, StoredFeed } from "../../../ports/desk/feed-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { hashToken } from "../../../domain/delivery/hash-token.js";

interface FeedRow {
  readonly reader: string;
  readonly follow: string;
  readonly token: string;
  readonly created_at: number;
}

export function createSqliteFeedStore(database: SqliteDatabase): FeedStore {
  const list = database.prepare("SELECT * FROM feeds WHERE reader = ? ORDER BY follow");
  const find = database.prepare("SELECT * FROM feeds WHERE token_hash = ?");
  const put = database.prepare(`
    INSERT INTO feeds (reader, follow, token, token_hash, created_at) VALUES (@reader, @follow, @token, @hash, now_ms())
    ON CONFLICT (reader, follow) DO UPDATE SET token = @token, token_hash = @hash RETURNING *`);
  const remove = database.prepare("DELETE FROM feeds WHERE reader = ? AND token_hash = ?");
  return {
    listFeeds: async (reader) => (list.all(reader) as FeedRow[]).map(toFeed),
    async findFeed(token) {
      const row = find.get(hashToken(token)) as FeedRow | undefined;
      return row && toFeed(row);
    },
    putFeed: async ({ reader, follow = "", token }) =>
      toFeed(put.get({ reader, follow, token, hash: hashToken(token) }) as FeedRow),
    removeFeed: async (reader, token) => remove.run(reader, hashToken(token)).changes > 0,
  };
}

function toFeed({ reader, follow, token, created_at: created }: FeedRow): StoredFeed {
  return { reader, ...(follow !== "" && { follow }), token, createdAt: new Date(created) };
}
