import { hashToken } from "../../../../domain/delivery/hash-token.js";
import type { FeedStore, StoredFeed } from "../../../../ports/desk/feed-store.js";
import type { DeskParts } from "../desk-parts.js";
import { nameDeliveryKeys } from "./delivery-keys.js";

export function createRedisFeedStore(parts: DeskParts): FeedStore {
  const { connection, transact, now } = parts;
  const keys = nameDeliveryKeys(parts.prefix);
  const read = async (reader: string, follow: string) => {
    const text = await connection.ask((redis) => redis.hget(keys.feeds(reader), follow));
    return text === null ? undefined : readFeed(text);
  };
  const find = async (token: string) => {
    const place = await connection.ask((redis) => redis.hget(keys.feedTokens, hashToken(token)));
    if (place === null) return undefined;
    const feed = await read(...(JSON.parse(place) as [reader: string, follow: string]));
    return feed && hashToken(feed.token) === hashToken(token) ? feed : undefined;
  };
  return {
    async listFeeds(reader) {
      const feeds = (await connection.ask((redis) => redis.hvals(keys.feeds(reader)))).map(readFeed);
      return feeds.sort((one, other) => ((one.follow ?? "") < (other.follow ?? "") ? -1 : 1));
    },
    findFeed: find,
    putFeed: ({ reader, follow, token }) =>
      transact(keys.feedScope(reader), async (tx) => {
        const before = await read(reader, follow ?? "");
        const createdAt = before?.createdAt ?? new Date(now());
        const feed: StoredFeed = { reader, ...(follow && { follow }), token, createdAt };
        if (before) tx.write("HDEL", keys.feedTokens, hashToken(before.token));
        tx.write("HSET", keys.feedTokens, hashToken(token), JSON.stringify([reader, follow ?? ""]));
        tx.write("HSET", keys.feeds(reader), follow ?? "", JSON.stringify(feed));
        return feed;
      }),
    removeFeed: (reader, token) =>
      transact(keys.feedScope(reader), async (tx) => {
        const feed = await find(token);
        if (feed?.reader !== reader) return false;
        tx.write("HDEL", keys.feeds(reader), feed.follow ?? "");
        tx.write("HDEL", keys.feedTokens, hashToken(token));
        return true;
      }),
  };
}

function readFeed(text: string): StoredFeed {
  const feed = JSON.parse(text) as Omit<StoredFeed, "createdAt"> & { readonly createdAt: string };
  return { ...feed, createdAt: new Date(feed.createdAt) };
}
