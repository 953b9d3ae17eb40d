import { duplicatesAnswerSchema, duplicatesRequestSchema } from "../domain/duplicates/answer.js";
import { duplicatesExample } from "./examples/paper.js";
import type { OperationList } from "./operation.js";

export const duplicateOperations = {
  listDuplicates: {
    method: "get",
    path: "/v1/duplicates",
    scope: "read",
    tag: "Papers",
    summary: "Groups of near-duplicates (versions of one work), in the order of import of their first papers",
    query: duplicatesRequestSchema,
    answer: duplicatesAnswerSchema,
    example: duplicatesExample,
  },
} as const satisfies OperationList;
