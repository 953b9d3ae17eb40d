import {
  addToShelf,
  changeOnShelf,
  type EntryShelf,
  refuseTooManyEntries,
  replaceOnShelf,
} from "../../domain/collections/entry-shelf.js";
import {
  type Collection,
  type CollectionChange,
  findFreeName,
  type NewCollection,
} from "../../domain/collections/collection.js";
import type { Entry, EntryChange } from "../../domain/collections/entry.js";
import {
  compareKept,
  countEntries,
  createTakenNameError,
  describeCollection,
  describeDeleted,
  foldName,
  isRestorable,
  type KeptCollection,
  makeLater,
  refuseOneMore,
} from "../../domain/collections/kept-collection.js";
import { comparePlaces, placeEntry } from "../../domain/collections/place-entry.js";
import { createUnknownCollectionError } from "../../domain/collections/unknown-collection.js";
import type { CollectionName, CollectionStore } from "../../ports/desk/collection-store.js";
import type { EntryStore } from "../../ports/desk/entry-store.js";

interface Kept {
  readonly reader: string;
  readonly id: string;
  name: string;
  note: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
  deletedAt: number | undefined;
  readonly entries: Map<string, Entry>;
  duplicates: number;
}

/** Collections without a store; they do not follow papers whose id changes. */
export function createMemoryCollections(now: () => number): {
  readonly collections: CollectionStore;
  readonly entries: EntryStore;
} {
  const kept = new Map<string, Kept>();
  const shelf = createShelf(kept, now);
  return { collections: createCollections(shelf), entries: createEntries(shelf) };
}

type Shelf = ReturnType<typeof createShelf>;

function createShelf(kept: Map<string, Kept>, now: () => number) {
  const listLive = (reader: string) => [...kept.values()].filter((one) => one.reader === reader && !one.deletedAt);
  const isTaken = ({ reader, id }: CollectionName, name: string) =>
    listLive(reader).some((one) => one.id !== id && foldName(one.name) === foldName(name));
  return {
    kept,
    now,
    formatNow: () => new Date(now()).toISOString(),
    listLive,
    isTaken,
    require({ reader, id }: CollectionName): Kept {
      const found = kept.get(id);
      if (found?.reader !== reader || found.deletedAt !== undefined) throw createUnknownCollectionError(id);
      return found;
    },
    refuseTaken(collection: CollectionName, name: string) {
      if (isTaken(collection, name)) throw createTakenNameError(name);
    },
    refuseTooMany: (reader: string) => refuseOneMore(listLive(reader).length),
    isRestorable: (one: Kept) => isRestorable(toKept(one), now()),
  };
}

function createCollections(shelf: Shelf): CollectionStore {
  const { kept, now } = shelf;
  return {
    async listCollections(reader, { deleted = false } = {}) {
      const found = deleted
        ? [...kept.values()].filter((one) => one.reader === reader && shelf.isRestorable(one))
        : shelf.listLive(reader);
      return found.map(toKept).sort(compareKept).map(describeCollection);
    },
    async readCollection({ reader, id }) {
      const found = shelf.listLive(reader).find((one) => one.id === id);
      return found && toCollection(found);
    },
    createCollection: async (reader, collection) => createCollection(shelf, reader, collection),
    async changeCollection(collection, { name, note }: CollectionChange) {
      const found = shelf.require(collection);
      const before = { name: found.name, note: found.note ?? null };
      shelf.refuseTaken(collection, name ?? found.name);
      found.name = name ?? found.name;
      found.note = note === undefined ? found.note : note || undefined;
      found.updatedAt = now();
      return { ...toCollection(found), before };
    },
    async deleteCollection(collection) {
      const found = shelf.require(collection);
      found.deletedAt = now();
      return describeDeleted({ ...toKept(found), deletedAt: found.deletedAt });
    },
    async restoreCollection(collection) {
      const found = kept.get(collection.id);
      if (found?.reader !== collection.reader || !shelf.isRestorable(found))
        throw createUnknownCollectionError(collection.id);
      shelf.refuseTooMany(collection.reader);
      found.name = findFreeName(found.name, (name) => shelf.isTaken(collection, name));
      found.deletedAt = undefined;
      return toCollection(found);
    },
    async purgeDeleted() {
      const expired = [...kept.values()].find((one) => one.deletedAt !== undefined && !shelf.isRestorable(one));
      return expired !== undefined && kept.delete(expired.id);
    },
  };
}

function createCollection(shelf: Shelf, reader: string, { name, note }: NewCollection): Collection {
  const id = `memory-${shelf.kept.size + 1}`;
  shelf.refuseTaken({ reader, id }, name);
  shelf.refuseTooMany(reader);
  const times = { createdAt: shelf.now(), updatedAt: shelf.now(), deletedAt: undefined };
  const created: Kept = { reader, id, name, note, ...times, entries: new Map(), duplicates: 0 };
  shelf.kept.set(id, created);
  return toCollection(created);
}

function prepareWrite(shelf: Shelf) {
  return async <Answer>(
    collection: CollectionName,
    task: (entries: Map<string, Entry>, found: Kept) => Answer,
  ): Promise<Answer> => {
    const found = shelf.require(collection);
    const answer = task(found.entries, found);
    found.updatedAt = makeLater(found.updatedAt, shelf.now());
    return answer;
  };
}

function createEntries(shelf: Shelf): EntryStore {
  const write = prepareWrite(shelf);
  return {
    addEntries: (collection, entries, { areRecords = false } = {}) =>
      write(collection, (kept, found) => {
        const outcome = useShelf(kept, shelf.formatNow(), (open) => addToShelf(open, entries));
        if (areRecords) found.duplicates += entries.length - outcome.added.length;
        return outcome;
      }),
    async readEntries(collection, ids) {
      const { entries } = shelf.require(collection);
      return ids.flatMap((id) => entries.get(id) ?? []);
    },
    changeEntries: (collection, ids, change: EntryChange) =>
      write(collection, (kept) => useShelf(kept, shelf.formatNow(), (open) => changeOnShelf(open, ids, change))),
    replaceEntry: (collection, entry) =>
      write(collection, (kept) => useShelf(kept, shelf.formatNow(), (open) => replaceOnShelf(open, entry))),
    removeEntries: (collection, ids) =>
      write(collection, (kept) =>
        ids.flatMap((id) => {
          const before = kept.get(id);
          kept.delete(id);
          return before ?? [];
        }),
      ),
    async *scanEntries(collection) {
      const { entries } = shelf.require(collection);
      const ordered = [...entries.values()].map((entry) => ({ entry, place: placeEntry(entry, "added") }));
      ordered.sort((one, other) => comparePlaces(one.place, other.place));
      if (ordered.length > 0) yield ordered.map(({ entry }) => entry);
    },
    async listEntriesOf(reader, id) {
      const found = shelf.listLive(reader).sort((one, other) => (foldName(one.name) < foldName(other.name) ? -1 : 1));
      return found.flatMap(({ entries, id: collection, name }) => {
        const entry = entries.get(id);
        return entry ? [{ collection: { id: collection, name }, entry }] : [];
      });
    },
  };
}

/** Nothing changes if the task throws, or leaves too many entries. */
function useShelf<Result>(kept: Map<string, Entry>, now: string, task: (shelf: EntryShelf) => Result): Result {
  const after = new Map(kept);
  const put = (entry: Entry) => void after.set(entry.id, entry);
  const result = task({ read: (id) => after.get(id), insert: put, update: put, now: () => now });
  if (after.size > kept.size) refuseTooManyEntries(after.size);
  for (const [id, entry] of after) kept.set(id, entry);
  return result;
}

function toCollection(kept: Kept): Collection {
  return describeCollection(toKept(kept));
}

function toKept({ entries, ...kept }: Kept): KeptCollection {
  return { ...kept, ...countEntries(entries.values()) };
}
