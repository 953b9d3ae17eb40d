import type { KeptCollection } from "../../../../domain/collections/kept-collection.js";
import { createUnknownCollectionError } from "../../../../domain/collections/unknown-collection.js";
import type { CollectionName } from "../../../../ports/desk/collection-store.js";
import { nameCollectionKeys } from "./collection-keys.js";
import type { DeskParts } from "../desk-parts.js";

export type CollectionRecords = ReturnType<typeof openCollectionRecords>;

/** Collections as they are kept, without their entries. */
export function openCollectionRecords({ connection, prefix }: DeskParts) {
  const keys = nameCollectionKeys(prefix);
  const find = async ({ reader, id }: CollectionName): Promise<KeptCollection | undefined> => {
    const found = await connection.ask((redis) => redis.hget(keys.collections(reader), id));
    return found === null ? undefined : readCollection(found);
  };
  const findLive = async (collection: CollectionName) => {
    const found = await find(collection);
    return found?.deletedAt === undefined ? found : undefined;
  };
  return {
    keys,
    /** Also a deleted one. */
    find,
    findLive,
    async require(collection: CollectionName): Promise<KeptCollection> {
      const found = await findLive(collection);
      if (!found) throw createUnknownCollectionError(collection.id);
      return found;
    },
    /** All of a reader, deleted ones, too. */
    async list(reader: string): Promise<KeptCollection[]> {
      return (await connection.ask((redis) => redis.hvals(keys.collections(reader)))).map(readCollection);
    },
    /** The command that keeps it. */
    put(reader: string, collection: KeptCollection) {
      return ["HSET", keys.collections(reader), collection.id, JSON.stringify(collection)] as const;
    },
  };
}

export function readCollection(text: string): KeptCollection {
  return JSON.parse(text) as KeptCollection;
}
