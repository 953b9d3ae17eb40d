import { z } from "zod";
import { recommendationRequestSchema } from "../domain/recommend/request.js";
import { hitsAnswerSchema } from "../domain/search/answer.js";
import { filterSchema } from "../domain/search/filter.js";
import { similarRequestSchema, similarToTextRequestSchema } from "../domain/similar/request.js";
import { recommendationExample, similarExample, similarToTextExample } from "./examples/similar.js";
import { gatherFilter } from "./gather-filter.js";
import type { OperationList } from "./operation.js";
import { paperParams } from "./params.js";

const { filter: _, ...similarFields } = similarRequestSchema.shape;

export const similarOperations = {
  findSimilar: {
    method: "get",
    path: "/v1/papers/{id}/similar",
    scope: "read",
    tag: "Similar",
    summary: "The papers most similar in meaning to one paper, without that paper itself",
    params: paperParams,
    query: z.strictObject({ ...similarFields, ...filterSchema.shape }).transform(gatherFilter),
    answer: hitsAnswerSchema,
    errors: ["not_found", "conflict"],
    example: similarExample,
  },
  findSimilarToText: {
    method: "post",
    path: "/v1/similar",
    scope: "read",
    tag: "Similar",
    summary: "The papers most similar in meaning to a title and abstract of your own",
    body: similarToTextRequestSchema,
    answer: hitsAnswerSchema,
    errors: ["conflict"],
    example: similarToTextExample,
  },
  recommendPapers: {
    method: "post",
    path: "/v1/recommendations",
    scope: "read",
    tag: "Similar",
    summary: "More like these papers, less like those",
    body: recommendationRequestSchema,
    answer: hitsAnswerSchema,
    errors: ["not_found", "conflict"],
    example: recommendationExample,
  },
} as const satisfies OperationList;
