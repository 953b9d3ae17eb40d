import { z } from "zod";
import { fieldSelectionSchema } from "../paper/field-selection.js";
import { filterSchema } from "../search/filter.js";
import { duplicateHandlingSchema, limitSchema, queryLimits } from "../search/request.js";
import { diversitySchema, pastedTextSchema } from "../similar/request.js";

export const exampleSchema = z.union([
  z.strictObject({
    id: z.string().trim().regex(/\S/, "must not be empty").max(500).describe("Id of a stored paper"),
  }),
  pastedTextSchema,
]);
export type Example = z.output<typeof exampleSchema>;

export const recommendationRequestSchema = z.strictObject({
  positive: z.array(exampleSchema).min(1).max(queryLimits.examples).describe("Liked papers and texts"),
  negative: z.array(exampleSchema).max(queryLimits.examples).default([]).describe("Disliked papers and texts"),
  limit: limitSchema,
  filter: filterSchema.default({}).describe("Restricts which papers may be found"),
  diversity: diversitySchema.describe(
    "0 ranks by similarity alone; higher values make hits differ more from each other",
  ),
  duplicates: duplicateHandlingSchema,
  fields: fieldSelectionSchema,
});
export type RecommendationRequest = z.output<typeof recommendationRequestSchema>;
