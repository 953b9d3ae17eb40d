import { z } from "zod";
import { filterSchema } from "./filter.js";
import { paperSchema } from "./paper.js";

export const queryLimits = {
  /** Characters of a question. */
  queryLength: 10_000,
  /** Hits of one answer. */
  limit: 100,
  /** How far paging goes: `offset + limit`. */
  window: 1_000,
  /** Liked and disliked papers of one recommendation, each. */
  examples: 100,
} as const;

export const searchModes = ["hybrid", "semantic", "keyword"] as const;
export const searchModeSchema = z.enum(searchModes);
export type SearchMode = z.output<typeof searchModeSchema>;

export const limitSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(queryLimits.limit)
  .default(10)
  .describe("Hits of one answer");
const offset = z.coerce
  .number()
  .int()
  .min(0)
  .max(queryLimits.window - 1)
  .default(0);
const queryText = z
  .string()
  .trim()
  .min(1, "expected at least one character")
  .max(queryLimits.queryLength, `expected at most ${queryLimits.queryLength} characters`);

/** Paging ends at the window: a deeper hit is no answer to the question. */
export function fitsWindow(page: { readonly limit: number; readonly offset: number }): boolean {
  return page.limit + page.offset <= queryLimits.window;
}

export const windowIssue = { path: ["offset"], message: `expected offset + limit of at most ${queryLimits.window}` };

export const searchRequestSchema = z
  .object({
    query: queryText,
    limit: limitSchema,
    offset: offset.describe("Hits to skip; offset + limit is at most 1,000"),
    mode: searchModeSchema.default("hybrid"),
    semanticWeight: z.coerce.number().min(0).max(1).optional().describe("Share of meaning in hybrid mode, 0 to 1"),
    filter: filterSchema.default({}),
  })
  .refine(fitsWindow, windowIssue);
export type SearchRequest = z.output<typeof searchRequestSchema>;

export const similarRequestSchema = z.object({ limit: limitSchema, filter: filterSchema.default({}) });
export type SimilarRequest = z.output<typeof similarRequestSchema>;

const exampleSchema = z.union([
  z.object({ id: z.string().trim().min(1).max(500) }),
  z.object({ title: z.string().trim().min(1).max(2_000), abstract: z.string().max(50_000).optional() }),
]);
export type Example = z.output<typeof exampleSchema>;

export const recommendationRequestSchema = z.object({
  positive: z.array(exampleSchema).min(1).max(queryLimits.examples),
  negative: z.array(exampleSchema).max(queryLimits.examples).default([]),
  limit: limitSchema,
  filter: filterSchema.default({}),
});
export type RecommendationRequest = z.output<typeof recommendationRequestSchema>;

export const hitSchema = z.object({
  paper: paperSchema,
  score: z.number().describe("hybrid: 0 to 1; semantic: cosine; keyword: BM25"),
  matchedBy: z.enum(["keyword", "meaning", "both", "exact"]),
});
export type Hit = z.output<typeof hitSchema>;

export const timingsSchema = z
  .object({
    embedMs: z.number(),
    semanticMs: z.number(),
    keywordMs: z.number(),
    filterMs: z.number(),
    fetchMs: z.number(),
  })
  .partial()
  .extend({ totalMs: z.number() })
  .describe("Milliseconds spent in each stage");
export type Timings = z.output<typeof timingsSchema>;

export const searchAnswerSchema = z.object({
  hits: z.array(hitSchema),
  total: z
    .number()
    .int()
    .describe(
      "keyword: papers that hold a word of the query; semantic: papers that have a vector; hybrid: papers that hold a word of it or are among the 100 nearest in meaning; each after the filter",
    ),
  timings: timingsSchema,
});
export type SearchAnswer = z.output<typeof searchAnswerSchema>;

export const hitsAnswerSchema = z.object({ hits: z.array(hitSchema), timings: timingsSchema });
export type HitsAnswer = z.output<typeof hitsAnswerSchema>;
