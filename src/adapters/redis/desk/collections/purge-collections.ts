import { restorableMs } from "../../../../domain/collections/kept-collection.js";
import type { CollectionName, CollectionStore } from "../../../../ports/desk/collection-store.js";
import { readOrder } from "./collection-keys.js";
import type { CollectionRecords } from "./collection-records.js";
import type { DeskParts } from "../desk-parts.js";
import { openEntryRecords } from "./entry-records.js";
import { removeEntries } from "./write-entries.js";

/** Entries removed at a time. */
const purgedAtOnce = 500;

export function createPurge(parts: DeskParts, { keys }: CollectionRecords): CollectionStore["purgeDeleted"] {
  const { connection, transact, now } = parts;
  const entries = openEntryRecords(parts);
  const purge = async ({ reader, id }: CollectionName, member: string) =>
    transact(keys.scope(reader), async (tx) => {
      const slice = await connection.ask((redis) => redis.zrange(keys.order(id), 0, String(purgedAtOnce - 1)));
      const found = await entries.read(id, slice.map(readOrder));
      removeEntries({ tx, keys, collection: { reader, id } }, [...found.values()]);
      if (slice.length === purgedAtOnce) return;
      tx.write("DEL", keys.entries(id), keys.order(id));
      tx.write("HDEL", keys.collections(reader), id);
      tx.write("ZREM", keys.deleted, member);
    });
  return async () => {
    const until = String(now() - restorableMs);
    const [member] = await connection.ask((redis) => redis.zrangebyscore(keys.deleted, "-inf", until, "LIMIT", 0, 1));
    if (member === undefined) return false;
    await purge(JSON.parse(member) as CollectionName, member);
    return true;
  };
}
