import type { Collection, NewCollection } from "../../../domain/collections/collection.js";
import { AppError } from "../../../errors.js";
import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { DeskCall } from "../desk-call.js";

export interface ManageCollections {
  listCollections(call: DeskCall): Promise<{ collections: readonly Collection[] }>;
  createCollection(call: DeskCall<{ readonly body: NewCollection }>): Promise<Collection>;
  readCollection(call: DeskCall<{ readonly params: { readonly id: string } }>): Promise<Collection>;
}

export function createManageCollections({ collections }: { readonly collections: CollectionStore }): ManageCollections {
  return {
    listCollections: async ({ reader }) => ({ collections: await collections.listCollections(reader) }),
    createCollection: ({ reader, body }) => collections.createCollection(reader, body),
    async readCollection({ reader, params: { id } }) {
      const collection = await collections.readCollection({ reader, id });
      if (!collection) throw new AppError("not_found", `There is no collection ${id}.`);
      return collection;
    },
  };
}
