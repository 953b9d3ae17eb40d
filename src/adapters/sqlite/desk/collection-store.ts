import { randomBytes } from "node:crypto";
import { type CollectionChange, findFreeName, type NewCollection } from "../../../domain/collections/collection.js";
import {
  createTakenNameError,
  describeCollection,
  describeDeleted,
  type KeptCollection,
  refuseOneMore,
  restorableMs,
} from "../../../domain/collections/kept-collection.js";
import { createUnknownCollectionError } from "../../../domain/collections/unknown-collection.js";
import { spellId } from "../../../domain/input/spell-id.js";
import type { CollectionName, CollectionStore } from "../../../ports/desk/collection-store.js";
import type { SqliteDatabase } from "../open-database.js";

interface CollectionRow {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
  readonly papers: number;
  readonly included: number;
  readonly excluded: number;
  readonly unread: number;
  readonly duplicates: number | null;
}

const columns = `id, name, note, created_at, updated_at, deleted_at, papers, included, excluded, unread,
  (SELECT records FROM collection_duplicates WHERE collection = collections.id) AS duplicates`;

export function createSqliteCollectionStore(database: SqliteDatabase): CollectionStore {
  const list = database.prepare(
    `SELECT ${columns} FROM collections WHERE reader = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id`,
  );
  const listDeleted = database.prepare(
    `SELECT ${columns} FROM collections WHERE reader = ? AND deleted_at > now_ms() - ${restorableMs}
     ORDER BY deleted_at DESC, id`,
  );
  const rows = prepareRows(database);
  return {
    listCollections: async (reader, { deleted = false } = {}) =>
      ((deleted ? listDeleted : list).all(reader) as CollectionRow[]).map(toCollection),
    async readCollection(collection) {
      const row = rows.read(collection);
      return row && toCollection(row);
    },
    createCollection: prepareCreate(database, rows),
    changeCollection: prepareChange(database, rows),
    deleteCollection: prepareDelete(database),
    restoreCollection: prepareRestore(database, rows),
    purgeDeleted: preparePurge(database),
  };
}

interface Rows {
  read(collection: CollectionName): CollectionRow | undefined;
  /** Whether another collection of the reader has this name. */
  isTaken(collection: CollectionName, name: string): boolean;
  refuseTaken(collection: CollectionName, name: string): void;
  refuseTooMany(reader: string): void;
}

function prepareRows(database: SqliteDatabase): Rows {
  const read = database.prepare(
    `SELECT ${columns} FROM collections WHERE reader = ? AND id = ? AND deleted_at IS NULL`,
  );
  const find = database.prepare(
    "SELECT 1 FROM collections WHERE reader = ? AND name = ? AND id <> ? AND deleted_at IS NULL",
  );
  const count = database.prepare("SELECT count(*) FROM collections WHERE reader = ? AND deleted_at IS NULL").pluck();
  const isTaken = ({ reader, id }: CollectionName, name: string) => find.get(reader, name, id) !== undefined;
  return {
    read: ({ reader, id }) => read.get(reader, id) as CollectionRow | undefined,
    isTaken,
    refuseTaken(collection, name) {
      if (isTaken(collection, name)) throw createTakenNameError(name);
    },
    refuseTooMany: (reader) => refuseOneMore(count.get(reader) as number),
  };
}

function prepareCreate(database: SqliteDatabase, rows: Rows): CollectionStore["createCollection"] {
  const insert = database.prepare(`
    INSERT INTO collections (id, reader, name, note, created_at, updated_at)
    VALUES (@id, @reader, @name, @note, now_ms(), now_ms()) RETURNING ${columns}`);
  const create = database.transaction((reader: string, { name, note }: NewCollection) => {
    const id = spellId(randomBytes(9));
    rows.refuseTaken({ reader, id }, name);
    rows.refuseTooMany(reader);
    return insert.get({ id, reader, name, note: note || null }) as CollectionRow;
  });
  return async (reader, collection) => toCollection(create.immediate(reader, collection) as CollectionRow);
}

function prepareChange(database: SqliteDatabase, rows: Rows): CollectionStore["changeCollection"] {
  const update = database.prepare(
    `UPDATE collections SET name = @name, note = @note, updated_at = max(updated_at, now_ms())
     WHERE id = @id RETURNING ${columns}`,
  );
  const change = database.transaction((collection: CollectionName, given: CollectionChange) => {
    const before = rows.read(collection);
    if (!before) throw createUnknownCollectionError(collection.id);
    const { name = before.name, note = before.note } = given;
    rows.refuseTaken(collection, name);
    const after = update.get({ id: collection.id, name, note: note || null }) as CollectionRow;
    return { ...toCollection(after), before: { name: before.name, note: before.note } };
  });
  return async (collection, given) => change.immediate(collection, given);
}

function prepareDelete(database: SqliteDatabase): CollectionStore["deleteCollection"] {
  const remove = database.prepare(
    `UPDATE collections SET deleted_at = now_ms() WHERE reader = ? AND id = ? AND deleted_at IS NULL RETURNING ${columns}`,
  );
  return async ({ reader, id }) => {
    const row = remove.get(reader, id) as CollectionRow | undefined;
    if (!row) throw createUnknownCollectionError(id);
    return describeDeleted({ ...toKept(row), deletedAt: row.deleted_at! });
  };
}

function prepareRestore(database: SqliteDatabase, rows: Rows): CollectionStore["restoreCollection"] {
  const find = database
    .prepare(`SELECT name FROM collections WHERE reader = ? AND id = ? AND deleted_at > now_ms() - ${restorableMs}`)
    .pluck();
  const update = database.prepare(
    `UPDATE collections SET deleted_at = NULL, name = @name WHERE id = @id RETURNING ${columns}`,
  );
  const restore = database.transaction((collection: CollectionName) => {
    const { reader, id } = collection;
    const wanted = find.get(reader, id) as string | undefined;
    if (wanted === undefined) throw createUnknownCollectionError(id);
    rows.refuseTooMany(reader);
    return update.get({ id, name: findFreeName(wanted, (name) => rows.isTaken(collection, name)) }) as CollectionRow;
  });
  return async (collection) => toCollection(restore.immediate(collection) as CollectionRow);
}

/** Entries removed at a time: a few milliseconds. */
const purgedAtOnce = 500;

function preparePurge(database: SqliteDatabase): CollectionStore["purgeDeleted"] {
  const find = database
    .prepare(`SELECT id FROM collections WHERE deleted_at <= now_ms() - ${restorableMs} LIMIT 1`)
    .pluck();
  const removeEntries = database.prepare(
    `DELETE FROM collection_entries WHERE rowid IN
       (SELECT rowid FROM collection_entries WHERE collection = ? LIMIT ${purgedAtOnce})`,
  );
  const remove = database.prepare("DELETE FROM collections WHERE id = ?");
  return async () => {
    const id = find.get() as string | undefined;
    if (id === undefined) return false;
    if (removeEntries.run(id).changes < purgedAtOnce) remove.run(id);
    return true;
  };
}

function toCollection(row: CollectionRow) {
  return describeCollection(toKept(row));
}

function toKept(row: CollectionRow): KeptCollection {
  const { created_at: createdAt, updated_at: updatedAt, deleted_at: deleted, note, duplicates, ...rest } = row;
  const optional = { note: note ?? undefined, deletedAt: deleted ?? undefined };
  return { ...rest, ...optional, createdAt, updatedAt, duplicates: duplicates ?? 0 };
}
