import type {
  ChangedCollection,
  Collection,
  CollectionChange,
  DeletedCollection,
  NewCollection,
} from "../../domain/collections/collection.js";

/** A collection as it is named by its reader; nobody else can see it. */
export interface CollectionName {
  readonly reader: string;
  readonly id: string;
}

/**
 * The collections of all readers. Every call is one transaction. Changes throw `not_found` for a collection that its
 * reader does not have, and `conflict` for a name that the reader has already used.
 */
export interface CollectionStore {
  /** The last changed first; with `deleted` those that can still be restored, the last deleted first. */
  listCollections(reader: string, list?: { readonly deleted?: boolean }): Promise<readonly Collection[]>;
  readCollection(collection: CollectionName): Promise<Collection | undefined>;
  /** Throws `too_large` for one collection too many. */
  createCollection(reader: string, collection: NewCollection): Promise<Collection>;
  changeCollection(collection: CollectionName, change: CollectionChange): Promise<ChangedCollection>;
  deleteCollection(collection: CollectionName): Promise<DeletedCollection>;
  /** If its name has been used since, it gets a number: `Engines (2)`. Throws `too_large` for one too many. */
  restoreCollection(collection: CollectionName): Promise<Collection>;
  /** Removes a part of what can no longer be restored, a few milliseconds of work; false if nothing is left. */
  purgeDeleted(): Promise<boolean>;
}
