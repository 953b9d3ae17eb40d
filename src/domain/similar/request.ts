import { z } from "zod";
import { fieldSelectionSchema } from "../paper/field-selection.js";
import { filterSchema } from "../search/filter.js";
import { duplicateHandlingSchema, limitSchema } from "../search/request.js";
import { sentenceRoles } from "../text/sentence-roles.js";

export const diversitySchema = z.number().min(0).max(1).default(0);

export const similarRequestSchema = z.strictObject({
  limit: limitSchema,
  filter: filterSchema.default({}).describe("Restricts which papers may be found"),
  aspect: z
    .enum(sentenceRoles)
    .optional()
    .describe(
      "Ranks the nearest papers by the sentences with this role in both abstracts; takes seconds if these are not cached",
    ),
  diversity: diversitySchema.describe(
    "0 ranks by similarity alone, with scores in descending order; higher values make hits differ more from each other",
  ),
  duplicates: duplicateHandlingSchema,
  fields: fieldSelectionSchema,
});
export type SimilarRequest = z.output<typeof similarRequestSchema>;

export const pastedTextSchema = z.strictObject({
  title: z.string().trim().regex(/\S/, "must not be empty").max(2_000).describe("Title of the text"),
  abstract: z.string().max(50_000).optional().describe("Abstract, or any other text"),
});
export type PastedText = z.output<typeof pastedTextSchema>;

export const similarToTextRequestSchema = pastedTextSchema.extend(similarRequestSchema.shape);
export type SimilarToTextRequest = z.output<typeof similarToTextRequestSchema>;
