import { randomBytes } from "node:crypto";
import { type Collection, collectionLimits } from "../../../domain/collections/collection.js";
import { AppError } from "../../../errors.js";
import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { SqliteDatabase } from "../open-database.js";

interface CollectionRow {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

const columns = "id, name, note, created_at, updated_at";

export function createSqliteCollectionStore(database: SqliteDatabase): CollectionStore {
  const list = database.prepare(
    `SELECT ${columns} FROM collections WHERE reader = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id`,
  );
  const read = database.prepare(
    `SELECT ${columns} FROM collections WHERE reader = ? AND id = ? AND deleted_at IS NULL`,
  );
  const insert = database.prepare(`
    INSERT INTO collections (id, reader, name, note, created_at, updated_at)
    VALUES (@id, @reader, @name, @note, now_ms(), now_ms()) RETURNING ${columns}`);
  const findByName = database.prepare("SELECT 1 FROM collections WHERE reader = ? AND name = ? AND deleted_at IS NULL");
  const count = database.prepare("SELECT count(*) FROM collections WHERE reader = ? AND deleted_at IS NULL").pluck();
  const create = database.transaction((reader: string, { name, note }: { name: string; note?: string | undefined }) => {
    if (findByName.get(reader, name)) throw new AppError("conflict", `There is already a collection "${name}".`);
    if ((count.get(reader) as number) >= collectionLimits.collections)
      throw new AppError("too_large", `A reader can have at most ${collectionLimits.collections} collections.`);
    const id = randomBytes(9).toString("base64url");
    return insert.get({ id, reader, name, note: note ?? null }) as CollectionRow;
  });
  return {
    listCollections: async (reader) => (list.all(reader) as CollectionRow[]).map(toCollection),
    async readCollection({ reader, id }) {
      const row = read.get(reader, id) as CollectionRow | undefined;
      return row && toCollection(row);
    },
    createCollection: async (reader, collection) => toCollection(create(reader, collection)),
  };
}

function toCollection({ id, name, note, created_at: created, updated_at: updated }: CollectionRow): Collection {
  return {
    id,
    name,
    ...(note !== null && { note }),
    papers: 0,
    included: 0,
    excluded: 0,
    unread: 0,
    createdAt: new Date(created).toISOString(),
    updatedAt: new Date(updated).toISOString(),
  };
}
