import { z } from "zod";
import { facetSizesSchema, facetsSchema } from "./facets.js";
import { matchKinds } from "./hit.js";
import { paperSchema } from "../paper/paper.js";
import { textRangeSchema } from "./text-range.js";
import { searchNoticeSchema, understoodSchema } from "./understood.js";

const highlightsSchema = z
  .object({ title: z.array(textRangeSchema), abstract: z.array(textRangeSchema) })
  .partial()
  .describe("Matched words, each as [start, end) in UTF-16 code units of the field");

const listPartSchema = z.object({
  rank: z.number().int().optional().describe("Rank in this list, from 1; absent beyond the first 1,000"),
  share: z.number().describe("Evidence from this list; 1 is the best possible value"),
  weight: z.number().describe("Weight of the share in the sum"),
});

export const explanationSchema = z.object({
  evidence: z
    .number()
    .optional()
    .describe(
      "The weighted sum, or, if that is greater, the share of meaning minus 0.1 or 0.65 times the share of words; the score is 1 / (1 + exp(-14 (evidence - 0.5))), moved where the order of hits requires it",
    ),
  keyword: listPartSchema
    .extend({
      words: z.array(z.string()).describe("Words of title and abstract that match, as they are written there"),
      missing: z
        .array(z.string())
        .describe("Words of the query that are neither among them nor in the authors and keywords"),
    })
    .optional(),
  meaning: listPartSchema.optional(),
  feedback: z
    .object({ share: z.number(), weight: z.number() })
    .optional()
    .describe(
      "Similarity to what the best five hits have in common, relative to the most similar candidate; lowers the rank, not the score",
    ),
  support: z
    .object({ share: z.number(), weight: z.number() })
    .optional()
    .describe(
      "What the candidates most similar to this one are worth, relative to the best supported candidate; lowers the rank, not the score; only for the best 50 candidates",
    ),
  sentence: z
    .object({
      text: z.string(),
      range: textRangeSchema,
      cosine: z.number().optional().describe("Absent where words alone told the sentences apart"),
    })
    .optional()
    .describe("The sentence of the abstract that is most similar to the query"),
});
export type Explanation = z.output<typeof explanationSchema>;

/** The numbers of an explanation have four digits. */
export function roundShare(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

export const hitSchema = z.object({
  paper: paperSchema,
  score: z.number().describe("Confidence that the paper is relevant, 0 to 1; comparable between queries"),
  matchedBy: z.enum(matchKinds),
  highlights: highlightsSchema.optional(),
  snippet: textRangeSchema
    .optional()
    .describe(
      "If `snippets` was asked for: the sentence of the abstract that is nearest to the query by its words, as [start, end)",
    ),
  duplicates: z.array(z.string()).optional().describe("Ids of the near-duplicates grouped under this hit"),
  because: z
    .object({
      positive: z.number().int().describe("Index in the request's `positive`, from 0"),
      id: z.string().optional(),
      title: z.string(),
      similarity: z.number().describe("Cosine similarity"),
    })
    .optional()
    .describe("Recommendations: the liked example that contributes most to the score"),
  explanation: explanationSchema.optional(),
});
export type Hit = z.output<typeof hitSchema>;

export const timingsSchema = z
  .object({
    embedMs: z.number(),
    semanticMs: z.number(),
    keywordMs: z.number(),
    fuseMs: z.number(),
    filterMs: z.number(),
    facetMs: z.number(),
    explainMs: z.number(),
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
      "The number of hits that paging to the end gives: the good matches and the best 100 by words and by meaning, after filters, phrases and exclusions; in keyword mode every paper that contains a word of the query. Near-duplicates count as one",
    ),
  more: z
    .number()
    .int()
    .optional()
    .describe(
      "Papers beyond `total` that match poorly: they only share words with the query, or are among the 500 nearest in meaning; `minScore=0` lists them, too",
    ),
  facets: facetsSchema
    .optional()
    .describe("Counts over the `total` papers: a value used as a filter gives exactly as many hits as its count"),
  facetSizes: facetSizesSchema.optional(),
  cursor: z.string().optional().describe("Asks for the next page; absent on the last one"),
  didYouMean: z.string().optional().describe("The query with its misspelt words repaired; absent if there are none"),
  correctedFrom: z
    .string()
    .optional()
    .describe("The query as typed, if this is the answer to the repaired one; `spelling=typed` answers the typed one"),
  understood: z
    .array(understoodSchema)
    .optional()
    .describe("The parts of the query that are more than words to rank by, in its order; absent if there are none"),
  language: z
    .string()
    .optional()
    .describe("The language of the query (BCP 47), if it is recognized and is not English"),
  notUnderstood: z
    .literal(true)
    .optional()
    .describe("The model does not read the query, so the papers were found by words only; a notice says more"),
  notices: z.array(searchNoticeSchema).optional().describe("Why the answer may not be what was expected"),
  noGoodMatch: z
    .literal(true)
    .optional()
    .describe("The best score is below 0.12; the most similar papers are returned anyway"),
  timings: timingsSchema,
});
export type SearchAnswer = z.output<typeof searchAnswerSchema>;

export const papersAnswerSchema = z.object({
  papers: z.array(paperSchema),
  cursor: z.string().optional().describe("Asks for the next page; absent on the last one"),
});
export type PapersAnswer = z.output<typeof papersAnswerSchema>;

export const hitsAnswerSchema = z.object({
  hits: z.array(hitSchema),
  notices: z.array(searchNoticeSchema).optional().describe("Why the answer may not be what was expected"),
  noGoodMatch: z.literal(true).optional().describe("No paper is near: the most similar papers are returned anyway"),
  timings: timingsSchema,
});
export type HitsAnswer = z.output<typeof hitsAnswerSchema>;
