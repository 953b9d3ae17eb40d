import type {
  ChangedCollection,
  Collection,
  CollectionChange,
  DeletedCollection,
  NewCollection,
} from "../../../domain/collections/collection.js";
import { createUnknownCollectionError } from "../../../domain/collections/unknown-collection.js";
import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { DeskCall } from "../desk-call.js";

type OfCollection = { readonly params: { readonly id: string } };

export interface ManageCollections {
  listCollections(
    call: DeskCall<{ readonly query: { readonly deleted: "true" | "false" } }>,
  ): Promise<{ collections: readonly Collection[] }>;
  createCollection(call: DeskCall<{ readonly body: NewCollection }>): Promise<Collection>;
  readCollection(call: DeskCall<OfCollection>): Promise<Collection>;
  changeCollection(call: DeskCall<OfCollection & { readonly body: CollectionChange }>): Promise<ChangedCollection>;
  deleteCollection(call: DeskCall<OfCollection>): Promise<DeletedCollection>;
  restoreCollection(call: DeskCall<OfCollection>): Promise<Collection>;
}

export function createManageCollections({ collections }: { readonly collections: CollectionStore }): ManageCollections {
  return {
    listCollections: async ({ reader, query }) => ({
      collections: await collections.listCollections(reader, { deleted: query.deleted === "true" }),
    }),
    createCollection: ({ reader, body }) => collections.createCollection(reader, body),
    async readCollection({ reader, params: { id } }) {
      const collection = await collections.readCollection({ reader, id });
      if (!collection) throw createUnknownCollectionError(id);
      return collection;
    },
    changeCollection: ({ reader, params: { id }, body }) => collections.changeCollection({ reader, id }, body),
    async deleteCollection({ reader, params: { id } }) {
      const deleted = await collections.deleteCollection({ reader, id });
      // Each call is short, and other requests run in between; what is left is removed with the next deletion.
      void purge(collections).catch(() => undefined);
      return deleted;
    },
    restoreCollection: ({ reader, params: { id } }) => collections.restoreCollection({ reader, id }),
  };
}

async function purge(collections: CollectionStore): Promise<void> {
  while (await collections.purgeDeleted()) await new Promise((resolve) => setImmediate(resolve));
}
