import type { Collection, NewCollection } from "../../domain/collections/collection.js";

/** A collection as it is named by its reader; nobody else can see it. */
export interface CollectionName {
  readonly reader: string;
  readonly id: string;
}

/** The collections of all readers. Every call is one transaction. */
export interface CollectionStore {
  /** The last changed first. */
  listCollections(reader: string): Promise<readonly Collection[]>;
  readCollection(collection: CollectionName): Promise<Collection | undefined>;
  /** Throws `conflict` for a name that the reader has already used, and `too_large` for one collection too many. */
  createCollection(reader: string, collection: NewCollection): Promise<Collection>;
}
