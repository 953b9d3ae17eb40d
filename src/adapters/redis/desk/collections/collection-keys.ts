import type { CollectionName } from "../../../../ports/desk/collection-store.js";

/** Where an entry is: what the index of kept papers holds. */
export interface EntryPlace extends CollectionName {
  readonly paper: string;
}

export type CollectionKeys = ReturnType<typeof nameCollectionKeys>;

/** The keys of collections; `paper` is the id of one. */
export function nameCollectionKeys(prefix: string) {
  const desk = `${prefix}:desk`;
  return {
    /** The scope of a reader's transactions: collections, names and entries. */
    scope: (reader: string) => `${desk}:collections-version:${reader}`,
    /** Hash of a reader: id of a collection → its `KeptCollection` as JSON, deleted ones, too. */
    collections: (reader: string) => `${desk}:collections:${reader}`,
    /** Hash of a reader: folded name → id; only of collections that are not deleted. */
    names: (reader: string) => `${desk}:collection-names:${reader}`,
    /** Sorted set of all readers: `CollectionName` as JSON, by the time of its deletion. */
    deleted: `${desk}:collections-deleted`,
    /** Hash of a collection: paper → entry. */
    entries: (id: string) => `${desk}:entries:${id}`,
    /** Sorted set of a collection: its entries in the order of a scan, all of score 0. */
    order: (id: string) => `${desk}:entry-order:${id}`,
    /** Set of all readers: `EntryPlace` of each entry of a paper, or with an identifier: `id:…`, `doi:…`, `arxiv:…`. */
    kept: (name: string) => `${desk}:kept:${name}`,
    /** List of all readers: `EntryPlace` of each entry, the last added first. */
    lately: `${desk}:kept-lately`,
  };
}

export function writePlace({ reader, id, paper }: EntryPlace): string {
  return JSON.stringify([reader, id, paper]);
}

export function readPlace(member: string): EntryPlace {
  const [reader, id, paper] = JSON.parse(member) as [string, string, string];
  return { reader, id, paper };
}

/** More than any time in milliseconds that an entry can have. */
const latest = 1e15;
const digits = 16;

/** The last added come first, of equal times by id. */
export function writeOrder(addedAt: string, paper: string): string {
  return `${String(latest - Date.parse(addedAt)).padStart(digits, "0")}${paper}`;
}

export function readOrder(member: string): string {
  return member.slice(digits);
}
