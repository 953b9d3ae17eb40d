import type { AddedEntry } from "../../../../domain/collections/change-entry.js";
import {
  addToShelf,
  changeOnShelf,
  refuseTooManyEntries,
  replaceOnShelf,
} from "../../../../domain/collections/entry-shelf.js";
import { makeLater } from "../../../../domain/collections/kept-collection.js";
import type { CollectionName } from "../../../../ports/desk/collection-store.js";
import type { CollectionPapers, EntryStore } from "../../../../ports/desk/entry-store.js";
import type { KnownPapers } from "../../../../ports/desk/known-papers.js";
import type { DeskParts } from "../desk-parts.js";
import { type ChangedEntries, openChangedEntries } from "./changed-entries.js";
import { readOrder } from "./collection-keys.js";
import { openCollectionRecords } from "./collection-records.js";
import { openEntryRecords } from "./entry-records.js";
import { createListEntriesOf } from "./list-entries-of.js";

export interface EntryParts extends DeskParts {
  readonly papers: KnownPapers;
}

/** Entries of a slice, which may have long notes. */
const sliceSize = 500;

export function createRedisCollectionPapers(parts: EntryParts): CollectionPapers {
  const { keys, require } = openCollectionRecords(parts);
  return {
    async listOrdinals(collection) {
      await require(collection);
      const ids = await parts.connection.ask((redis) => redis.hkeys(keys.entries(collection.id)));
      return [...(await parts.papers.findKnown(ids)).values()].map(({ ordinal }) => ordinal);
    },
  };
}

export function createRedisEntryStore(parts: EntryParts): EntryStore {
  const { connection } = parts;
  const collections = openCollectionRecords(parts);
  const entries = openEntryRecords(parts);
  const write = createWrite(parts);
  const listPapers = (added: readonly AddedEntry[]) => added.map(({ paper }) => paper.id);
  return {
    addEntries: (collection, added, { areRecords = false } = {}) =>
      write({ collection, ids: listPapers(added), isAdding: true }, (changed, more) => {
        const outcome = addToShelf(changed, added);
        if (areRecords) more.duplicates = added.length - outcome.added.length;
        return outcome;
      }),
    async readEntries(collection, ids) {
      await collections.require(collection);
      const found = await entries.read(collection.id, ids);
      return ids.flatMap((id) => found.get(id)?.entry ?? []);
    },
    changeEntries: (collection, ids, change) =>
      write({ collection, ids }, (changed) => changeOnShelf(changed, ids, change)),
    replaceEntry: (collection, entry) =>
      write({ collection, ids: [entry.paper.id], isAdding: true }, (changed) => replaceOnShelf(changed, entry)),
    removeEntries: (collection, ids) =>
      write({ collection, ids }, (changed) =>
        ids.flatMap((id) => {
          const removed = changed.read(id);
          changed.remove(id);
          return removed ?? [];
        }),
      ),
    async *scanEntries(collection) {
      const { id } = collection;
      await collections.require(collection);
      let from = "-";
      for (;;) {
        const order = collections.keys.order(id);
        const slice = await connection.ask((redis) => redis.zrangebylex(order, from, "+", "LIMIT", 0, sliceSize));
        if (slice.length === 0) return;
        yield [...(await entries.read(id, slice.map(readOrder))).values()].map(({ entry }) => entry);
        from = `(${slice.at(-1)!}`;
      }
    },
    listEntriesOf: createListEntriesOf(parts),
  };
}

interface WriteScope {
  readonly collection: CollectionName;
  /** Papers whose entries may change. */
  readonly ids: readonly string[];
  readonly isAdding?: boolean;
}

type WriteTask<Result> = (changed: ChangedEntries, more: { duplicates: number }) => Result;

/** Changes entries of a collection in one transaction, and its counts with them. */
function createWrite(parts: EntryParts) {
  const { transact, papers, now } = parts;
  const collections = openCollectionRecords(parts);
  const records = openEntryRecords(parts);
  return async <Result>(
    { collection, ids, isAdding = false }: WriteScope,
    task: WriteTask<Result>,
  ): Promise<Result> => {
    const known = isAdding ? await papers.findKnown(ids) : new Map();
    return transact(collections.keys.scope(collection.reader), async (tx) => {
      const kept = await collections.require(collection);
      const before = await records.read(collection.id, ids);
      const changed = openChangedEntries({ before, known, now: new Date(now()).toISOString() });
      const more = { duplicates: 0 };
      const result = task(changed, more);
      const counts = changed.count(kept);
      if (changed.growth() > 0) refuseTooManyEntries(counts.papers + counts.excluded);
      changed.write({ tx, keys: collections.keys, collection });
      const duplicates = kept.duplicates + more.duplicates;
      const updatedAt = makeLater(kept.updatedAt, now());
      tx.write(...collections.put(collection.reader, { ...kept, ...counts, duplicates, updatedAt }));
      return result;
    });
  };
}
