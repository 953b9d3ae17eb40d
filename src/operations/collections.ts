import { z } from "zod";
import { collectionSchema, collectionsAnswerSchema, newCollectionSchema } from "../domain/collections/collection.js";
import { createCollectionExample, listCollectionsExample, readCollectionExample } from "./examples/collections.js";
import type { OperationList } from "./operation.js";

const collectionParams = z.strictObject({ id: z.string().min(1).max(100).describe("Id of the collection") });

export const collectionOperations = {
  listCollections: {
    method: "get",
    path: "/v1/collections",
    scope: "read",
    tag: "Collections",
    summary: "List your collections, the last changed first",
    answer: collectionsAnswerSchema,
    example: listCollectionsExample,
  },
  createCollection: {
    method: "post",
    path: "/v1/collections",
    scope: "write",
    tag: "Collections",
    summary: "Create a collection",
    body: newCollectionSchema,
    answer: collectionSchema,
    status: 201,
    errors: ["conflict"],
    example: createCollectionExample,
  },
  readCollection: {
    method: "get",
    path: "/v1/collections/{id}",
    scope: "read",
    tag: "Collections",
    summary: "Read one collection, without its papers",
    params: collectionParams,
    answer: collectionSchema,
    errors: ["not_found"],
    example: readCollectionExample,
  },
} as const satisfies OperationList;
