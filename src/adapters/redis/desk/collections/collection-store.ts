import { randomBytes } from "node:crypto";
import { type CollectionChange, findFreeName, type NewCollection } from "../../../../domain/collections/collection.js";
import {
  compareKept,
  createTakenNameError,
  describeCollection,
  describeDeleted,
  foldName,
  isRestorable,
  type KeptCollection,
  refuseOneMore,
} from "../../../../domain/collections/kept-collection.js";
import { createUnknownCollectionError } from "../../../../domain/collections/unknown-collection.js";
import { spellId } from "../../../../domain/input/spell-id.js";
import type { CollectionName, CollectionStore } from "../../../../ports/desk/collection-store.js";
import type { Transaction } from "../../transact.js";
import { type CollectionRecords, openCollectionRecords } from "./collection-records.js";
import type { DeskParts } from "../desk-parts.js";
import { createPurge } from "./purge-collections.js";

export function createRedisCollectionStore(parts: DeskParts): CollectionStore {
  const records = openCollectionRecords(parts);
  const context = { parts, records };
  return {
    async listCollections(reader, { deleted = false } = {}) {
      const wanted = (kept: KeptCollection) =>
        deleted ? isRestorable(kept, parts.now()) : kept.deletedAt === undefined;
      return (await records.list(reader)).filter(wanted).sort(compareKept).map(describeCollection);
    },
    async readCollection(collection) {
      const found = await records.findLive(collection);
      return found && describeCollection(found);
    },
    createCollection: (reader, collection) =>
      write(context, reader, async (tx) => describeCollection(await create(tx, { ...context, reader }, collection))),
    changeCollection: (collection, change) =>
      write(context, collection.reader, (tx) => changeOne(tx, { ...context, collection }, change)),
    deleteCollection: (collection) =>
      write(context, collection.reader, (tx) => deleteOne(tx, { ...context, collection })),
    restoreCollection: (collection) =>
      write(context, collection.reader, (tx) => restore(tx, { ...context, collection })),
    purgeDeleted: createPurge(parts, records),
  };
}

interface Context {
  readonly parts: DeskParts;
  readonly records: CollectionRecords;
}

interface OneContext extends Context {
  readonly collection: CollectionName;
}

function write<Result>({ parts, records }: Context, reader: string, task: (tx: Transaction) => Promise<Result>) {
  return parts.transact(records.keys.scope(reader), task);
}

async function create(
  tx: Transaction,
  { parts, records, reader }: Context & { readonly reader: string },
  { name, note }: NewCollection,
): Promise<KeptCollection> {
  const names = records.keys.names(reader);
  const [taken, count] = await parts.connection.pipe([
    ["HEXISTS", names, foldName(name)],
    ["HLEN", names],
  ]);
  if (taken === 1) throw createTakenNameError(name);
  refuseOneMore(count as number);
  const times = { createdAt: parts.now(), updatedAt: parts.now() };
  const counts = { papers: 0, included: 0, excluded: 0, unread: 0, duplicates: 0 };
  const created = { id: spellId(randomBytes(9)), name, note: note || undefined, ...times, ...counts };
  tx.write(...records.put(reader, created));
  tx.write("HSET", names, foldName(name), created.id);
  return created;
}

async function changeOne(tx: Transaction, { parts, records, collection }: OneContext, change: CollectionChange) {
  const { reader, id } = collection;
  const before = await records.require(collection);
  const { name = before.name, note = before.note } = change;
  const names = records.keys.names(reader);
  const holder = await parts.connection.ask((redis) => redis.hget(names, foldName(name)));
  if (holder !== null && holder !== id) throw createTakenNameError(name);
  const updatedAt = Math.max(before.updatedAt, parts.now());
  const after = { ...before, name, note: note || undefined, updatedAt };
  tx.write(...records.put(reader, after));
  tx.write("HDEL", names, foldName(before.name));
  tx.write("HSET", names, foldName(name), id);
  return { ...describeCollection(after), before: { name: before.name, note: before.note ?? null } };
}

async function deleteOne(tx: Transaction, { parts, records, collection }: OneContext) {
  const { reader, id } = collection;
  const deleted = { ...(await records.require(collection)), deletedAt: parts.now() };
  tx.write("HDEL", records.keys.names(reader), foldName(deleted.name));
  tx.write("ZADD", records.keys.deleted, deleted.deletedAt, JSON.stringify({ reader, id }));
  tx.write(...records.put(reader, deleted));
  return describeDeleted(deleted);
}

async function restore(tx: Transaction, { parts, records, collection }: OneContext) {
  const { reader, id } = collection;
  const found = await records.find(collection);
  if (!found || !isRestorable(found, parts.now())) throw createUnknownCollectionError(id);
  const names = records.keys.names(reader);
  const taken = new Set(await parts.connection.ask((redis) => redis.hkeys(names)));
  refuseOneMore(taken.size);
  const name = findFreeName(found.name, (wanted) => taken.has(foldName(wanted)));
  const restored = { ...found, name, deletedAt: undefined };
  tx.write(...records.put(reader, restored));
  tx.write("HSET", names, foldName(name), id);
  tx.write("ZREM", records.keys.deleted, JSON.stringify({ reader, id }));
  return describeCollection(restored);
}
