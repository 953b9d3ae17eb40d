import type { AddedEntry } from "../../../domain/collections/change-entry.js";
import {
  type AddOutcome,
  addToShelf,
  changeOnShelf,
  type EntryShelf,
  refuseTooManyEntries,
  replaceOnShelf,
} from "../../../domain/collections/entry-shelf.js";
import type { Entry, EntryChange } from "../../../domain/collections/entry.js";
import { createUnknownCollectionError } from "../../../domain/collections/unknown-collection.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { CollectionName } from "../../../ports/desk/collection-store.js";
import type { AddOptions, CollectionPapers, EntryStore, KeptEntry } from "../../../ports/desk/entry-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { entryColumns, type EntryRow, toEntry, toEntryRow } from "./entry-rows.js";

/** Reads only indexes: some milliseconds for the largest collection. */
export function createSqliteCollectionPapers(database: SqliteDatabase): CollectionPapers {
  const requireCollection = prepareRequireCollection(database);
  const list = database
    .prepare("SELECT p.ordinal FROM collection_entries e JOIN papers p ON p.id = e.paper WHERE e.collection = ?")
    .pluck();
  return {
    async listOrdinals(collection) {
      requireCollection(collection);
      return list.all(collection.id) as Ordinal[];
    },
  };
}

export function createSqliteEntryStore(database: SqliteDatabase): EntryStore {
  const rows = prepareRows(database);
  const requireCollection = prepareRequireCollection(database);
  const write = <Given extends unknown[], Answer>(task: (collection: CollectionName, ...given: Given) => Answer) => {
    const transact = database.transaction((collection: CollectionName, ...given: Given) => {
      requireCollection(collection);
      const answer = task(collection, ...given);
      rows.touch(collection.id);
      return answer;
    });
    return async (collection: CollectionName, ...given: Given): Promise<Answer> =>
      transact.immediate(collection, ...given) as Answer;
  };
  return {
    addEntries: write(({ id }, entries: readonly AddedEntry[], { areRecords = false }: AddOptions = {}) =>
      areRecords ? addRecords(rows, id, entries) : addEntries(rows, id, entries),
    ),
    async readEntries(collection, ids) {
      requireCollection(collection);
      return ids.flatMap((id) => rows.read(collection.id, id) ?? []);
    },
    changeEntries: write(({ id }, ids: readonly string[], change: EntryChange) =>
      changeOnShelf(openShelf(rows, id), ids, change),
    ),
    replaceEntry: write(({ id }, entry: AddedEntry) => {
      const before = replaceOnShelf(openShelf(rows, id), entry);
      if (!before) refuseTooManyEntries(rows.count(id));
      return before;
    }),
    removeEntries: write(({ id }, ids: readonly string[]) => ids.flatMap((paper) => rows.remove(id, paper) ?? [])),
    async *scanEntries(collection) {
      requireCollection(collection);
      let slice = rows.list(collection.id, undefined);
      while (slice.length > 0) {
        yield slice.map(toEntry);
        slice = rows.list(collection.id, slice.at(-1));
      }
    },
    listEntriesOf: async (reader, id) => rows.listOf(reader, id),
  };
}

function addRecords(rows: Rows, collection: string, entries: readonly AddedEntry[]): AddOutcome {
  const outcome = addEntries(rows, collection, entries);
  const duplicates = entries.length - outcome.added.length;
  if (duplicates > 0) rows.countDuplicates(collection, duplicates);
  return outcome;
}

function addEntries(rows: Rows, collection: string, entries: readonly AddedEntry[]): AddOutcome {
  const outcome = addToShelf(openShelf(rows, collection), entries);
  if (outcome.added.length > 0) refuseTooManyEntries(rows.count(collection));
  return outcome;
}

function openShelf(rows: Rows, collection: string): EntryShelf {
  return {
    read: (id) => rows.read(collection, id),
    insert: (entry) => rows.insert(collection, entry),
    update: (entry) => rows.update(collection, entry),
    now: rows.now,
  };
}

type Rows = ReturnType<typeof prepareRows>;

/** Entries of a slice; some milliseconds even with long notes. */
const sliceSize = 500;

function prepareRows(database: SqliteDatabase) {
  const columns = entryColumns.split(", ");
  const read = database.prepare(`SELECT ${entryColumns} FROM collection_entries WHERE collection = ? AND paper = ?`);
  const insert = database.prepare(
    `INSERT INTO collection_entries (collection, ${entryColumns}, doi, arxiv_id)
     VALUES (@collection, ${columns.map((name) => `@${name}`).join(", ")},
       (SELECT doi FROM papers WHERE id = @paper), (SELECT arxiv_id FROM papers WHERE id = @paper))`,
  );
  const update = database.prepare(
    `UPDATE collection_entries SET ${columns.map((name) => `${name} = @${name}`).join(", ")}
     WHERE collection = @collection AND paper = @paper`,
  );
  const remove = database.prepare(
    `DELETE FROM collection_entries WHERE collection = ? AND paper = ? RETURNING ${entryColumns}`,
  );
  const list = database.prepare(
    `SELECT ${entryColumns} FROM collection_entries
     WHERE collection = @collection AND (added_at < @time OR (added_at = @time AND paper > @paper))
     ORDER BY added_at DESC, paper LIMIT ${sliceSize}`,
  );
  const count = database.prepare("SELECT papers + excluded FROM collections WHERE id = ?").pluck();
  const touch = database.prepare("UPDATE collections SET updated_at = max(updated_at + 1, now_ms()) WHERE id = ?");
  const countDuplicates = database.prepare(
    `INSERT INTO collection_duplicates (collection, records) VALUES (?, ?)
     ON CONFLICT (collection) DO UPDATE SET records = records + excluded.records`,
  );
  const now = database.prepare("SELECT now_ms()").pluck();
  const toOptional = (row: unknown) => (row === undefined ? undefined : toEntry(row as EntryRow));
  return {
    read: (collection: string, paper: string) => toOptional(read.get(collection, paper)),
    insert: (collection: string, entry: Entry) => void insert.run({ collection, ...toEntryRow(entry) }),
    update: (collection: string, entry: Entry) => void update.run({ collection, ...toEntryRow(entry) }),
    countDuplicates: (collection: string, records: number) => void countDuplicates.run(collection, records),
    remove: (collection: string, paper: string) => toOptional(remove.get(collection, paper)),
    /** The slice after this row, or the first one. */
    list: (collection: string, after: EntryRow | undefined) =>
      list.all({
        collection,
        time: after?.added_at ?? Number.MAX_SAFE_INTEGER,
        paper: after?.paper ?? "",
      }) as EntryRow[],
    count: (collection: string) => count.get(collection) as number,
    touch: (collection: string) => void touch.run(collection),
    now: () => new Date(now.get() as number).toISOString(),
    listOf: prepareListOf(database),
  };
}

function prepareListOf(database: SqliteDatabase): (reader: string, paper: string) => KeptEntry[] {
  const list = database.prepare(
    `SELECT c.id AS collection, c.name, ${entryColumns
      .split(", ")
      .map((name) => `e.${name}`)
      .join(", ")}
     FROM collection_entries e JOIN collections c ON c.id = e.collection
     WHERE e.paper = @paper AND c.reader = @reader AND c.deleted_at IS NULL ORDER BY c.name, c.id`,
  );
  return (reader, paper) => {
    const rows = list.all({ reader, paper }) as (EntryRow & { readonly collection: string; readonly name: string })[];
    return rows.map(({ collection, name, ...row }) => ({ collection: { id: collection, name }, entry: toEntry(row) }));
  };
}

function prepareRequireCollection(database: SqliteDatabase): (collection: CollectionName) => void {
  const find = database.prepare("SELECT 1 FROM collections WHERE reader = ? AND id = ? AND deleted_at IS NULL");
  return ({ reader, id }) => {
    if (find.get(reader, id) === undefined) throw createUnknownCollectionError(id);
  };
}
