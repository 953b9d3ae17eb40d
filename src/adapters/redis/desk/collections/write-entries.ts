import type { Entry } from "../../../../domain/collections/entry.js";
import { keptLately } from "../../../../domain/trends/paper-use.js";
import type { CollectionName } from "../../../../ports/desk/collection-store.js";
import type { Transaction } from "../../transact.js";
import { type CollectionKeys, writeOrder, writePlace } from "./collection-keys.js";
import { type EntryRecord, nameRecord } from "./entry-records.js";

/** Where entries are written: everything that is kept of them is written here. */
export interface EntryTarget {
  readonly tx: Transaction;
  readonly keys: CollectionKeys;
  readonly collection: CollectionName;
}

/** Adds entries of papers that have none. */
export function insertEntries(target: EntryTarget, records: readonly EntryRecord[]): void {
  if (records.length === 0) return;
  const { tx, keys, collection } = target;
  tx.writeEach(["HSET", keys.entries(collection.id)], records.map(spellRecord));
  tx.writeEach(
    ["ZADD", keys.order(collection.id)],
    records.map(({ entry }) => [0, orderOf(entry)]),
  );
  writeIndex(target, "SADD", records);
  tx.writeEach(
    ["LPUSH", keys.lately],
    records.map(({ entry }) => [placeOf(collection, entry)]),
  );
  tx.write("LTRIM", keys.lately, 0, keptLately - 1);
}

/** A record before and after a change, of the same paper. */
export interface ChangedRecord {
  readonly before: EntryRecord;
  readonly after: EntryRecord;
}

export function replaceEntries(target: EntryTarget, changed: readonly ChangedRecord[]): void {
  const { tx, keys, collection } = target;
  const moved = changed.filter(({ before, after }) => before.entry.addedAt !== after.entry.addedAt);
  const order = keys.order(collection.id);
  tx.writeEach(
    ["ZREM", order],
    moved.map(({ before }) => [orderOf(before.entry)]),
  );
  tx.writeEach(
    ["ZADD", order],
    moved.map(({ after }) => [0, orderOf(after.entry)]),
  );
  const renamed = changed.filter(({ before, after }) => nameRecord(before).join() !== nameRecord(after).join());
  writeIndex(
    target,
    "SREM",
    renamed.map(({ before }) => before),
  );
  writeIndex(
    target,
    "SADD",
    renamed.map(({ after }) => after),
  );
  tx.writeEach(
    ["HSET", keys.entries(collection.id)],
    changed.map(({ after }) => spellRecord(after)),
  );
}

export function removeEntries(target: EntryTarget, records: readonly EntryRecord[]): void {
  const { tx, keys, collection } = target;
  tx.writeEach(
    ["HDEL", keys.entries(collection.id)],
    records.map(({ entry }) => [entry.id]),
  );
  tx.writeEach(
    ["ZREM", keys.order(collection.id)],
    records.map(({ entry }) => [orderOf(entry)]),
  );
  writeIndex(target, "SREM", records);
}

/** Adds records to the index of kept papers, or takes them away. */
function writeIndex({ tx, keys, collection }: EntryTarget, command: "SADD" | "SREM", records: readonly EntryRecord[]) {
  for (const record of records)
    for (const name of nameRecord(record)) tx.write(command, keys.kept(name), placeOf(collection, record.entry));
}

function placeOf(collection: CollectionName, entry: Entry): string {
  return writePlace({ ...collection, paper: entry.id });
}

function orderOf({ addedAt, id }: Entry): string {
  return writeOrder(addedAt, id);
}

function spellRecord(record: EntryRecord): [paper: string, text: string] {
  return [record.entry.id, JSON.stringify(record)];
}
