import {
  type Collection,
  collectionLimits,
  type CollectionChange,
  findFreeName,
  type NewCollection,
} from "../../domain/collections/collection.js";
import {
  type AddedEntry,
  changeEntry,
  createEntry,
  fillEntry,
  isSameEntry,
  replaceWith,
} from "../../domain/collections/change-entry.js";
import { type Entry, type EntryChange, entryLimits } from "../../domain/collections/entry.js";
import { comparePlaces, placeEntry } from "../../domain/collections/place-entry.js";
import { createUnknownCollectionError } from "../../domain/collections/unknown-collection.js";
import { AppError } from "../../errors.js";
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

const restorableMs = collectionLimits.restorableDays * 24 * 60 * 60 * 1000;

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
  const fold = (name: string) => name.toLowerCase();
  const isTaken = ({ reader, id }: CollectionName, name: string) =>
    listLive(reader).some((one) => one.id !== id && fold(one.name) === fold(name));
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
      if (isTaken(collection, name)) throw new AppError("conflict", `There is already a collection "${name}".`);
    },
    refuseTooMany(reader: string) {
      if (listLive(reader).length >= collectionLimits.collections)
        throw new AppError("too_large", `A reader can have at most ${collectionLimits.collections} collections.`);
    },
    isExpired: ({ deletedAt }: Kept) => deletedAt !== undefined && deletedAt <= now() - restorableMs,
  };
}

function createCollections(shelf: Shelf): CollectionStore {
  const { kept, now } = shelf;
  return {
    async listCollections(reader, { deleted = false } = {}) {
      const found = deleted
        ? [...kept.values()].filter((one) => one.reader === reader && one.deletedAt && !shelf.isExpired(one))
        : shelf.listLive(reader);
      const time = (one: Kept) => (deleted ? one.deletedAt! : one.updatedAt);
      return found.sort((one, other) => time(other) - time(one) || (one.id < other.id ? -1 : 1)).map(toCollection);
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
      return { ...toCollection(found), restorableUntil: formatEnd(found.deletedAt) };
    },
    async restoreCollection(collection) {
      const found = kept.get(collection.id);
      if (found?.reader !== collection.reader || found.deletedAt === undefined || shelf.isExpired(found))
        throw createUnknownCollectionError(collection.id);
      shelf.refuseTooMany(collection.reader);
      found.name = findFreeName(found.name, (name) => shelf.isTaken(collection, name));
      found.deletedAt = undefined;
      return toCollection(found);
    },
    async purgeDeleted() {
      const expired = [...kept.values()].find(shelf.isExpired);
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
    found.updatedAt = Math.max(found.updatedAt + 1, shelf.now());
    return answer;
  };
}

function createEntries(shelf: Shelf): EntryStore {
  const write = prepareWrite(shelf);
  return {
    addEntries: (collection, entries, { areRecords = false } = {}) =>
      write(collection, (kept, found) => {
        const outcome = addEntries(kept, entries, shelf.formatNow());
        if (areRecords) found.duplicates += entries.length - outcome.added.length;
        return outcome;
      }),
    async readEntries(collection, ids) {
      const { entries } = shelf.require(collection);
      return ids.flatMap((id) => entries.get(id) ?? []);
    },
    changeEntries: (collection, ids, change: EntryChange) =>
      write(collection, (kept) =>
        [...new Set(ids)].flatMap((id) => {
          const before = kept.get(id);
          if (before) kept.set(id, changeEntry(before, change, shelf.formatNow()));
          return before ?? [];
        }),
      ),
    replaceEntry: (collection, entry) => write(collection, (kept) => replaceEntry(kept, entry, shelf.formatNow())),
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
      const found = shelf
        .listLive(reader)
        .sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
      return found.flatMap(({ entries, id: collection, name }) => {
        const entry = entries.get(id);
        return entry ? [{ collection: { id: collection, name }, entry }] : [];
      });
    },
  };
}

function addEntries(kept: Map<string, Entry>, entries: readonly AddedEntry[], now: string) {
  const before = new Map(kept);
  const changed = new Map<string, Entry>();
  const added = new Set<string>();
  const unchanged: string[] = [];
  for (const entry of entries) {
    const { id } = entry.paper;
    const known = kept.get(id);
    const after = known ? fillEntry(known, entry, now) : createEntry(entry, now);
    kept.set(id, after);
    if (!known) added.add(id);
    else if (added.has(id) || changed.has(id)) continue;
    else if (isSameEntry(known, after)) unchanged.push(id);
    else changed.set(id, known);
  }
  if (added.size > 0 && kept.size > entryLimits.entries) {
    for (const id of kept.keys()) if (!before.has(id)) kept.delete(id);
    for (const [id, entry] of before) kept.set(id, entry);
    throw new AppError("too_large", `A collection can have at most ${entryLimits.entries} papers.`);
  }
  return { added: [...added], changed: [...changed.values()], unchanged };
}

function replaceEntry(kept: Map<string, Entry>, { paper, facts }: AddedEntry, now: string): Entry | undefined {
  const before = kept.get(paper.id);
  if (!before) addEntries(kept, [{ paper, facts }], now);
  else kept.set(paper.id, replaceWith(before, { paper, facts }, now));
  return before;
}

function toCollection({ id, name, note, createdAt, updatedAt, deletedAt, entries, duplicates }: Kept): Collection {
  const all = [...entries.values()];
  const listed = all.filter(({ decision }) => decision !== "exclude");
  return {
    id,
    name,
    ...(note && { note }),
    papers: listed.length,
    included: all.filter(({ decision }) => decision === "include").length,
    excluded: all.length - listed.length,
    unread: listed.filter(({ isRead }) => !isRead).length,
    ...(duplicates > 0 && { duplicates }),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...(deletedAt !== undefined && { restorableUntil: formatEnd(deletedAt) }),
  };
}

function formatEnd(deleted: number): string {
  return new Date(deleted + restorableMs).toISOString();
}
