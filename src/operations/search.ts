import { z } from "zod";
import { searchAnswerSchema } from "../domain/search/answer.js";
import { batchAnswerSchema, batchRequestSchema, maxBatchSearches } from "../domain/search/batch.js";
import { filterSchema } from "../domain/search/filter.js";
import { overviewSchema } from "../domain/overview/answer.js";
import { searchRequestFields, searchRequestSchema, withPaging } from "../domain/search/request.js";
import { suggestAnswerSchema, suggestRequestSchema } from "../domain/search/suggestions.js";
import {
  batchExample,
  overviewExample,
  searchByBodyExample,
  searchExample,
  suggestExample,
} from "./examples/search.js";
import { gatherFilter } from "./gather-filter.js";
import type { OperationList } from "./operation.js";

const { query: queryField, filter: _, ...searchFields } = searchRequestFields;

/** The request of POST as flat parameters. */
const searchQuerySchema = withPaging(
  z.strictObject({ q: queryField, ...searchFields, ...filterSchema.shape }),
).transform(({ q, ...rest }) => ({ query: q, ...gatherFilter(rest) }));

export const searchOperations = {
  searchPapers: {
    method: "get",
    path: "/v1/search",
    scope: "read",
    tag: "Search",
    summary: "Search by a question in words, a title, or an identifier",
    query: searchQuerySchema,
    answer: searchAnswerSchema,
    errors: ["conflict"],
    example: searchExample,
  },
  searchPapersByBody: {
    method: "post",
    path: "/v1/search",
    scope: "read",
    tag: "Search",
    summary: "The same search, with the request as JSON",
    body: searchRequestSchema,
    answer: searchAnswerSchema,
    errors: ["conflict"],
    example: searchByBodyExample,
  },
  searchBatch: {
    method: "post",
    path: "/v1/search/batch",
    scope: "read",
    tag: "Search",
    summary: `Up to ${maxBatchSearches} searches in one call, answered in order`,
    description: "Three run at a time. A search that is malformed or fails does so alone.",
    body: batchRequestSchema,
    answer: batchAnswerSchema,
    example: batchExample,
  },
  suggest: {
    method: "get",
    path: "/v1/suggest",
    scope: "read",
    tag: "Search",
    summary: "Suggestions while a query is typed: titles, authors, venues, and words and phrases of the papers",
    query: suggestRequestSchema,
    answer: suggestAnswerSchema,
    example: suggestExample,
  },
  readOverview: {
    method: "get",
    path: "/v1/overview",
    scope: "read",
    tag: "Search",
    summary: "What the library is about: questions that it answers well, and its map in small",
    description: "The first answer after a start takes a second, because the questions are tried.",
    answer: overviewSchema,
    example: overviewExample,
  },
} as const satisfies OperationList;
