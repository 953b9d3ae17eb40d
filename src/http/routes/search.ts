import { z } from "zod";
import { filterSchema } from "../../domain/filter.js";
import {
  fitsWindow,
  hitsAnswerSchema,
  limitSchema,
  recommendationRequestSchema,
  searchAnswerSchema,
  searchRequestSchema,
  windowIssue,
} from "../../domain/query.js";
import type { Services } from "../../services/services.js";
import { defineRoute, type Route } from "../route.js";

const { query, limit, offset, mode, semanticWeight } = searchRequestSchema.shape;

/** The same request as that of POST, spread out over the query string. */
const searchQuerySchema = z
  .object({ q: query, limit, offset, mode, semanticWeight, ...filterSchema.shape })
  .refine(fitsWindow, windowIssue)
  .transform(({ q, limit: most, offset: skip, mode: how, semanticWeight: weight, ...filter }) => {
    return { query: q, limit: most, offset: skip, mode: how, semanticWeight: weight, filter };
  });

const similarQuerySchema = z
  .object({ limit: limitSchema, ...filterSchema.shape })
  .transform(({ limit: most, ...filter }) => ({ limit: most, filter }));

export const idParams = z.object({ id: z.string().min(1).max(500) });

export function createSearchRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/search",
      summary: "Search by a question in words, a title, or an identifier",
      query: searchQuerySchema,
      answer: searchAnswerSchema,
      handle: ({ query: request }) => services.searchPapers(request),
    }),
    defineRoute({
      method: "post",
      path: "/v1/search",
      summary: "The same search, as JSON",
      body: searchRequestSchema,
      answer: searchAnswerSchema,
      handle: ({ body }) => services.searchPapers(body),
    }),
    defineRoute({
      method: "get",
      path: "/v1/papers/{id}/similar",
      summary: "The papers nearest in meaning to one paper, never that paper itself",
      params: idParams,
      query: similarQuerySchema,
      answer: hitsAnswerSchema,
      handle: ({ params, query: request }) => services.findSimilar(params.id, request),
    }),
    defineRoute({
      method: "post",
      path: "/v1/recommendations",
      summary: "More like these papers, less like those",
      body: recommendationRequestSchema,
      answer: hitsAnswerSchema,
      handle: ({ body }) => services.recommendPapers(body),
    }),
  ];
}
