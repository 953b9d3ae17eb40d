import { z } from "zod";
import { textRangeSchema } from "./text-range.js";

/** What a part of a query can be, apart from words to rank by. */
export const understoodKinds = [
  "author",
  "venue",
  "category",
  "year",
  "date",
  "title",
  "abstract",
  "keyword",
  "id",
  "phrase",
  "word",
  "prefix",
  "any",
  "exclusion",
  "spelling",
] as const;

/** A part of the query that is more than words to rank by: a filter, a phrase, an operator, a repaired word. */
export const understoodSchema = z.object({
  kind: z.enum(understoodKinds),
  text: z.string().describe("The part as it was typed"),
  range: textRangeSchema.describe("[start, end) of the part in the query, in UTF-16 code units"),
  means: z.string().describe("How it was read, in words that follow `papers`: `in ICML`, `without survey`"),
  offer: z
    .string()
    .optional()
    .describe('What to write instead to restrict the search to it, such as `author:"Ada Lovelace"`'),
  without: z
    .number()
    .int()
    .optional()
    .describe(
      "How many papers meet the filters and all other parts of the query; absent if counting them would take long",
    ),
});
export type Understood = z.output<typeof understoodSchema>;

/** Why an answer may not be what was expected. */
export const searchNoticeCodes = [
  "unknown_id",
  "unknown_field",
  "unknown_syntax",
  "missing_phrase",
  "not_understood",
  "partly_embedded",
  "partly_indexed",
  "cut_query",
  "cut_examples",
  "nothing_left",
] as const;

export const searchNoticeSchema = z.object({
  code: z.enum(searchNoticeCodes),
  detail: z.string().describe("One or two sentences for people"),
});
export type SearchNotice = z.output<typeof searchNoticeSchema>;
