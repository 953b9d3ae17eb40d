import { duplicatesAnswerSchema, duplicatesRequestSchema } from "../../domain/duplicates/answer.js";
import type { Services } from "../../services/services.js";
import { duplicatesExample } from "../examples/paper-examples.js";
import { defineRoute, type Route } from "../route.js";

export function createDuplicateRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/duplicates",
      operationId: "listDuplicates",
      tag: "Papers",
      summary: "Groups of near-duplicates: versions of one work, in the order in which their first papers came",
      query: duplicatesRequestSchema,
      answer: duplicatesAnswerSchema,
      example: duplicatesExample,
      handle: ({ query }) => services.listDuplicates(query),
    }),
  ];
}
