import { z } from "zod";
import { fieldSelectionSchema } from "../paper/field-selection.js";
import { paperSchema } from "../paper/paper.js";

export const maxDuplicateGroups = 1000;

export const duplicatesRequestSchema = z.strictObject({
  limit: z
    .number()
    .int()
    .min(1)
    .max(maxDuplicateGroups)
    .default(100)
    .describe("Maximum number of groups in one answer"),
  cursor: z.string().max(100).optional().describe("The cursor of the previous answer"),
  fields: fieldSelectionSchema,
});
export type DuplicatesRequest = z.output<typeof duplicatesRequestSchema>;

export const duplicatePapersSchema = z.object({
  papers: z.array(
    z.object({
      paper: paperSchema,
      similarity: z.number().describe("Cosine similarity to the most similar paper of its group"),
    }),
  ),
});
export type DuplicatePapers = z.output<typeof duplicatePapersSchema>;

export const duplicatesAnswerSchema = z.object({
  groups: z.array(duplicatePapersSchema),
  total: z.number().int().describe("Total number of groups"),
  cursor: z.string().optional(),
});
export type DuplicatesAnswer = z.output<typeof duplicatesAnswerSchema>;
