import { z } from "zod";
import { paperSchema } from "../paper/paper.js";
import { matchKinds } from "../search/hit.js";
import { flag, limitSchema } from "../search/request.js";
import { textRangeSchema } from "../search/text-range.js";
import { followKinds } from "./follow-kind.js";
import { followSchema } from "./follow.js";

/** From these scores on, as the page says it of hits. */
const strengths = { strong: 0.75, fair: 0.25 } as const;
const strengthSchema = z.enum(["strong", "fair", "weak"]);

export function nameStrength(score: number): z.output<typeof strengthSchema> {
  if (score >= strengths.strong) return "strong";
  return score >= strengths.fair ? "fair" : "weak";
}

const matchSchema = z.object({
  follow: z.string().describe("Id of the follow"),
  name: z.string().describe("What the follow is called"),
  kind: z.enum(followKinds),
  score: z.number().describe("0 to 1; 1 where the follow ranks nothing"),
  strength: strengthSchema,
  matchedBy: z.enum(matchKinds),
  words: z.array(z.string()).optional().describe("Words of the question that the paper has, as it writes them"),
  like: z
    .object({ id: z.string(), title: z.string() })
    .optional()
    .describe("The paper, followed or in the collection, that it is like"),
  version: z.string().optional().describe("Id of the version or near-duplicate that fits, where the paper does not"),
});
export type MatchReason = z.output<typeof matchSchema>;

const matchedPaperSchema = z.object({
  paper: paperSchema,
  matchedAt: z.string().describe("Time in UTC"),
  isNew: z.boolean().describe("Until it is marked as seen"),
  matches: z.array(matchSchema).describe("Why it is here: the follows that it fits, the best first"),
  highlights: z.array(textRangeSchema).optional().describe("Words of the questions in the title"),
  versions: z.array(z.string()).optional().describe("Ids of its versions and near-duplicates that fit too"),
});
export type MatchedPaper = z.output<typeof matchedPaperSchema>;

/** A paper that would have been matched: nothing was kept that could be new. */
const triedPaperSchema = matchedPaperSchema.omit({ matchedAt: true, isNew: true });
export type TriedPaper = z.output<typeof triedPaperSchema>;

export const inboxQuerySchema = z.strictObject({
  new: flag.describe("true: only papers that have not been seen"),
  dismissed: flag.optional().describe("true: only papers that were dismissed, which are listed nowhere else"),
  limit: limitSchema,
  cursor: z.string().max(40).optional().describe("The cursor of the previous page"),
});
export type InboxQuery = z.output<typeof inboxQuerySchema>;

export const inboxAnswerSchema = z.object({
  papers: z.array(matchedPaperSchema).describe("The newest first"),
  total: z.number().int(),
  new: z.number().int().describe("How many have not been seen"),
  upTo: z.string().optional().describe("Marks everything up to the newest paper of this answer as seen, in `upTo`"),
  cursor: z.string().optional(),
});
export type InboxAnswer = z.output<typeof inboxAnswerSchema>;

export const seenSchema = z
  .strictObject({
    upTo: z
      .string()
      .regex(/^\d{1,15}$/, "must be the `upTo` of an answer")
      .describe("The `upTo` of an answer"),
    ids: z.array(z.string().max(500)).min(1).max(1_000).describe("Ids of papers"),
    isSeen: z.boolean().describe("false: marks papers as new again"),
  })
  .partial()
  .refine(({ upTo, ids }) => (upTo === undefined) !== (ids === undefined), "must have either upTo or ids")
  .meta({ if: { required: ["upTo"] }, else: { required: ["ids"] }, not: { required: ["upTo", "ids"] } });
export type SeenRequest = z.output<typeof seenSchema>;
export const seenAnswerSchema = z.object({ changed: z.number().int(), new: z.number().int() });

export const dismissSchema = z.strictObject({
  ids: z.array(z.string().max(500)).min(1).max(1_000).describe("Ids of papers of the inbox"),
  isDismissed: z.boolean().optional().describe("false: brings them back"),
});
export type DismissRequest = z.output<typeof dismissSchema>;

export const dryRunAnswerSchema = z.object({
  papers: z.array(triedPaperSchema).describe("Of the last 30 days, the newest first; at most 50"),
  matched: z.number().int(),
  compared: z.number().int().describe("How many papers were compared; of a source, how many it lists"),
  since: z.string().describe("Papers taken in since this time were compared; of a source, papers since this day"),
  titles: z.array(z.string()).optional().describe("Of a source: the first papers that would be fetched"),
});
export type DryRunAnswer = z.output<typeof dryRunAnswerSchema>;

export const createdFollowSchema = z.union([followSchema, dryRunAnswerSchema]);
