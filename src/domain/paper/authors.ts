import { z } from "zod";

export const authorsRequestSchema = z.strictObject({
  prefix: z
    .string()
    .max(500)
    .default("")
    .describe(
      "Words of a name, ignoring case and accents; the last word may be incomplete: hint finds Geoffrey Hinton",
    ),
  limit: z.number().int().min(1).max(100).default(10).describe("Maximum number of authors in one answer"),
});
export type AuthorsRequest = z.output<typeof authorsRequestSchema>;

export const authorsAnswerSchema = z.object({
  authors: z
    .array(z.object({ name: z.string(), count: z.number().int().positive().describe("Papers by this author") }))
    .describe("Authors, most papers first"),
});
export type AuthorsAnswer = z.output<typeof authorsAnswerSchema>;
