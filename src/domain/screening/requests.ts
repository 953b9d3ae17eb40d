import { z } from "zod";
import { shownEntrySchema } from "../collections/entry.js";
import { queryLimits } from "../search/request.js";

const count = (what: string) => z.number().int().describe(what);

export const nextToScreenQuerySchema = z.strictObject({
  limit: z.number().int().min(1).max(50).default(10).describe("Max number of papers"),
  question: z
    .string()
    .trim()
    .max(queryLimits.queryLength)
    .optional()
    .describe("What is looked for, in words: counts as one more included paper; by default the collection's note"),
});
export type NextToScreenQuery = z.output<typeof nextToScreenQuerySchema>;

const exampleSchema = z.object({
  id: z.string(),
  title: z.string(),
  similarity: z.number().describe("Cosine of the centred vectors, -1 to 1"),
});

export const screenedPaperSchema = shownEntrySchema.extend({
  score: z.number().describe("Only orders the papers of this answer; 0 is an average paper of the collection"),
  rankedBy: z.enum(["meaning and words", "words"]).describe("`words` while the paper has no vector"),
  nearest: z
    .object({ included: exampleSchema.optional(), excluded: exampleSchema.optional() })
    .describe("The included and the excluded paper that are most like it"),
});
export type ScreenedPaper = z.output<typeof screenedPaperSchema>;

export const nextToScreenSchema = z.object({
  papers: z.array(screenedPaperSchema).describe("Undecided papers, the likeliest to be included first"),
  basis: z
    .enum(["decisions", "question", "typical"])
    .describe(
      "What the order follows from: the decisions so far; the question, while nothing is included; without either, " +
        "papers come first that are like most others",
    ),
  undecided: count("Number of undecided papers"),
  byWordsOnly: count("Undecided papers that are ranked by words only, because they have no vector yet"),
});
export type NextToScreen = z.output<typeof nextToScreenSchema>;

export const leftEstimateSchema = z.object({
  isKnown: z.boolean().describe("false while too little is decided for an estimate"),
  needed: z
    .object({ decisions: count("Further decisions"), included: count("Further included papers") })
    .optional()
    .describe("What is missing for an estimate"),
  likely: count("Median of what the decisions make likely").optional(),
  high: count(
    "An upper limit, which held at 96 of 100 moments of simulated reviews of a collection that it was not chosen on; " +
      "that nothing is left is always possible",
  ).optional(),
  atMost: count("With 95 % confidence, if the order was no worse than a random one: a cautious bound"),
  recallAtLeast: z.number().describe("Share of relevant papers found, at that bound").optional(),
  untilRecall: z
    .object({ recall: z.number(), papers: count("0: it is shown already") })
    .describe(
      "How many papers have to be read in a row without including one, until this share is found with 95 % confidence",
    ),
});

export const flowSchema = z.object({
  identified: count("Records that came in: the duplicates, and the papers of the collection"),
  duplicates: count("Records removed before screening: those of imported files whose paper was there already"),
  nearDuplicates: count("Papers that are nearly the same as an earlier one; they are screened too"),
  notRetrieved: count("Undecided papers that the library no longer has"),
  screened: count("Papers with a decision"),
  excluded: count("Excluded papers"),
  reasons: z
    .array(z.object({ reason: z.string().optional(), papers: z.number().int() }))
    .describe("Excluded papers by reason, the most frequent first; without `reason`: none was given"),
  included: count("Included papers"),
  undecided: count("Papers without a decision"),
});

export const screeningSchema = z.object({
  flow: flowSchema.describe("The counts of a PRISMA flow diagram"),
  left: leftEstimateSchema.describe("Relevant papers among the undecided ones"),
});
export type Screening = z.output<typeof screeningSchema>;
