import type { AddOutcome } from "../../domain/collections/entry-shelf.js";
import type { AddedEntry } from "../../domain/collections/change-entry.js";
import type { Entry, EntryChange } from "../../domain/collections/entry.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { CollectionName } from "./collection-store.js";

export interface AddOptions {
  /** Whether each is a record of a file: one whose paper is there already is counted as a duplicate. */
  readonly areRecords?: boolean;
}

/** The entry of one paper, with the name of its collection. */
export interface KeptEntry {
  readonly collection: { readonly id: string; readonly name: string };
  readonly entry: Entry;
}

/** Which papers of the library a collection has; `not_found` for a collection that its reader does not have. */
export interface CollectionPapers {
  /** Also of excluded entries, without those of papers that the library no longer has. */
  listOrdinals(collection: CollectionName): Promise<readonly Ordinal[]>;
}

/**
 * The papers of collections and what readers say about them. An entry names its paper by id and outlives it: the title
 * and year are those that the paper had last. If a removed paper comes back under another id, its entries follow it by
 * DOI and arXiv id. Every call is one transaction, and throws `not_found` for a collection that its reader does not have.
 * A change makes the `updatedAt` of the collection later, even within a millisecond.
 */
export interface EntryStore {
  /** Adds papers, and completes those that are there. Throws `too_large`, adding nothing, where there are too many. */
  addEntries(collection: CollectionName, entries: readonly AddedEntry[], options?: AddOptions): Promise<AddOutcome>;
  /** In the order of the ids; those without an entry are left out. */
  readEntries(collection: CollectionName, ids: readonly string[]): Promise<readonly Entry[]>;
  /** Returns the entries as they were before, also those that the change leaves as they are. */
  changeEntries(collection: CollectionName, ids: readonly string[], change: EntryChange): Promise<readonly Entry[]>;
  /** Puts an entry in place of the one of this paper, and returns that one. Throws `too_large`. */
  replaceEntry(collection: CollectionName, entry: AddedEntry): Promise<Entry | undefined>;
  /** Returns the entries that were removed. */
  removeEntries(collection: CollectionName, ids: readonly string[]): Promise<readonly Entry[]>;
  /** All entries in slices, the last added first; not one transaction. */
  scanEntries(collection: CollectionName): AsyncIterable<readonly Entry[]>;
  /** The entries of a paper in all collections of a reader, by the name of the collection. */
  listEntriesOf(reader: string, id: string): Promise<readonly KeptEntry[]>;
}
