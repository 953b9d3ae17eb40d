import { z } from "zod";

export const suggestRequestSchema = z.strictObject({
  q: z.string().min(1).max(200).describe("What is typed so far; the last word may be incomplete"),
  limit: z.number().int().min(1).max(20).default(8).describe("Maximum number of suggestions"),
});
export type SuggestRequest = z.output<typeof suggestRequestSchema>;

export const suggestionSchema = z.object({
  text: z.string().describe("The whole title or name, or what is typed with its last word completed"),
  kind: z.enum(["title", "author", "venue", "phrase"]),
  id: z.string().optional().describe("Of a title: the id of its paper"),
  papers: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("Of an author or venue: its papers; of a phrase: the papers with its words"),
});
export type Suggestion = z.output<typeof suggestionSchema>;

export const suggestAnswerSchema = z.object({
  suggestions: z.array(suggestionSchema).describe("Best first; no text twice, whatever its case and accents"),
});
export type SuggestAnswer = z.output<typeof suggestAnswerSchema>;
