import { z } from "zod";
import { problemSchema } from "../http/problem.js";
import { searchAnswerSchema } from "./answer.js";

/** Max number of searches in one call. */
export const maxBatchSearches = 100;

/** Only the envelope is checked here: searches are checked one by one, so that a malformed one fails alone. */
export const batchRequestSchema = z.strictObject({
  searches: z
    .array(z.unknown())
    .min(1)
    .max(maxBatchSearches)
    .meta({ items: { $ref: "#/components/schemas/SearchRequest" } })
    .describe("Each as the body of `POST /v1/search`"),
});

export const failedSearchSchema = z.object({ problem: problemSchema });

export const batchAnswerSchema = z.object({
  answers: z
    .array(z.union([searchAnswerSchema, failedSearchSchema]))
    .describe("One for each search, in the same order; a search that fails has a `problem` instead of hits"),
});
export type BatchAnswer = z.output<typeof batchAnswerSchema>;
