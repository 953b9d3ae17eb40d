import { z } from "zod";
import { facetsSchema } from "./facets.js";
import { matchKinds } from "./hit.js";
import { paperSchema } from "../paper/paper.js";

const textRange = z.tuple([z.number().int(), z.number().int()]);

const highlightsSchema = z
  .object({ title: z.array(textRange), abstract: z.array(textRange) })
  .partial()
  .describe("Matched words, each as [start, end) in UTF-16 code units of the field");

const listPartSchema = z.object({
  rank: z.number().int().optional().describe("Place in this list, from 1; absent beyond its first 1,000"),
  share: z.number().describe("Evidence from this list; 1 is as good as it gets"),
  weight: z.number().describe("What the share counts in the sum"),
});

export const explanationSchema = z.object({
  evidence: z
    .number()
    .optional()
    .describe(
      "The weighted sum, or the meaning alone less 0.1 where that is more; the score is 1 / (1 + exp(-14 (evidence - 0.5))), and no more than that of the hit before",
    ),
  keyword: listPartSchema.extend({ words: z.array(z.string()) }).optional(),
  meaning: listPartSchema.optional(),
  feedback: z
    .object({ share: z.number(), weight: z.number() })
    .optional()
    .describe("Moves it down the list, not its score: how much less it has of what the best five hits have in common"),
  sentence: z
    .object({ text: z.string(), range: textRange, cosine: z.number() })
    .optional()
    .describe("The sentence of the abstract that is nearest to the question in meaning"),
});
export type Explanation = z.output<typeof explanationSchema>;

export const hitSchema = z.object({
  paper: paperSchema,
  score: z.number().describe("Confidence that this is what was asked for, 0 to 1; comparable between queries"),
  matchedBy: z.enum(matchKinds),
  highlights: highlightsSchema.optional(),
  duplicates: z.array(z.string()).optional().describe("Ids of the near-duplicates that are folded into this hit"),
  because: z
    .object({
      positive: z.number().int().describe("Place in the request's `positive`, from 0"),
      id: z.string().optional(),
      title: z.string(),
      similarity: z.number().describe("Cosine"),
    })
    .optional()
    .describe("Recommendations: the liked paper that this one owes most to"),
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
      "keyword: papers that hold a word of the query; semantic: papers that have a vector; hybrid: papers that hold a word of it or are among the 100 nearest in meaning; each after filters, phrases and exclusions, and with near-duplicates counted one by one",
    ),
  facets: facetsSchema.optional().describe("Counts over the `total` papers"),
  cursor: z.string().optional().describe("Asks for the next page; absent on the last one"),
  didYouMean: z
    .string()
    .optional()
    .describe("The query with words that no paper holds put right; its words were searched for as well"),
  noGoodMatch: z.literal(true).optional().describe("The best score is under 0.05: the nearest are shown all the same"),
  timings: timingsSchema,
});
export type SearchAnswer = z.output<typeof searchAnswerSchema>;

export const papersAnswerSchema = z.object({
  papers: z.array(paperSchema),
  cursor: z.string().optional().describe("Asks for the next page; absent on the last one"),
});
export type PapersAnswer = z.output<typeof papersAnswerSchema>;

export const hitsAnswerSchema = z.object({ hits: z.array(hitSchema), timings: timingsSchema });
export type HitsAnswer = z.output<typeof hitsAnswerSchema>;
