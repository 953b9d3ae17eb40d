import { z } from "zod";
import { hitsAnswerSchema, searchAnswerSchema } from "../../domain/search/answer.js";
import { filterSchema } from "../../domain/search/filter.js";
import { searchRequestFields, searchRequestSchema, withPaging } from "../../domain/search/request.js";
import { similarRequestSchema, similarToTextRequestSchema } from "../../domain/similar/request.js";
import { recommendationRequestSchema } from "../../domain/recommend/request.js";
import type { Services } from "../../services/services.js";
import { searchByBodyExample, searchExample } from "../examples/search-examples.js";
import { recommendationExample, similarExample, similarToTextExample } from "../examples/similar-examples.js";
import { defineRoute, type Route } from "../route.js";

const { query: queryField, filter: _, ...searchFields } = searchRequestFields;
const { filter: __, ...similarFields } = similarRequestSchema.shape;

/** The same request as that of POST, spread out over the query string. */
const searchQuerySchema = withPaging(z.object({ q: queryField, ...searchFields, ...filterSchema.shape })).transform(
  ({ q, ...rest }) => ({ query: q, ...gatherFilter(rest) }),
);

const similarQuerySchema = z.object({ ...similarFields, ...filterSchema.shape }).transform(gatherFilter);

export const idParams = z.object({
  id: z.string().min(1).max(500).describe("Id of the paper, percent-encoded; a DOI or arXiv id in any spelling"),
});

export function createSearchRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/search",
      operationId: "searchPapers",
      tag: "Search",
      summary: "Search by a question in words, a title, or an identifier",
      query: searchQuerySchema,
      answer: searchAnswerSchema,
      example: searchExample,
      handle: ({ query: request }) => services.searchPapers(request),
    }),
    defineRoute({
      method: "post",
      path: "/v1/search",
      operationId: "searchPapersByBody",
      tag: "Search",
      summary: "The same search, as JSON",
      body: searchRequestSchema,
      answer: searchAnswerSchema,
      example: searchByBodyExample,
      handle: ({ body }) => services.searchPapers(body),
    }),
    ...createSimilarRoutes(services),
  ];
}

function createSimilarRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/papers/{id}/similar",
      operationId: "findSimilar",
      tag: "Similar",
      summary: "The papers nearest in meaning to one paper, never that paper itself",
      params: idParams,
      query: similarQuerySchema,
      answer: hitsAnswerSchema,
      errors: ["not_found"],
      example: similarExample,
      handle: ({ params, query: request }) => services.findSimilar(params.id, request),
    }),
    defineRoute({
      method: "post",
      path: "/v1/similar",
      operationId: "findSimilarToText",
      tag: "Similar",
      summary: "The papers nearest in meaning to a title and abstract of your own",
      body: similarToTextRequestSchema,
      answer: hitsAnswerSchema,
      example: similarToTextExample,
      handle: ({ body }) => services.findSimilarToText(body),
    }),
    defineRoute({
      method: "post",
      path: "/v1/recommendations",
      operationId: "recommendPapers",
      tag: "Similar",
      summary: "More like these papers, less like those",
      body: recommendationRequestSchema,
      answer: hitsAnswerSchema,
      errors: ["not_found", "conflict"],
      example: recommendationExample,
      handle: ({ body }) => services.recommendPapers(body),
    }),
  ];
}

type Filter = z.output<typeof filterSchema>;

/** Filters stand side by side with the rest in a query string, and together in JSON. */
function gatherFilter<T extends Filter>(flat: T): Omit<T, keyof Filter> & { filter: Filter } {
  const { year, yearFrom, yearTo, venue, category, author, ids, ...rest } = flat;
  return { ...rest, filter: { year, yearFrom, yearTo, venue, category, author, ids } };
}
