import { z } from "zod";
import { lineSchema } from "../input/plain-text.js";
import { requireChange } from "../input/require-change.js";
import { paperLimits } from "../paper/paper.js";
import { confidenceFloor } from "../search/fusion.js";
import { filterSchema } from "../search/filter.js";
import { flag, queryLimits, searchModeSchema } from "../search/request.js";
import { defaultMinScore, followKinds } from "./follow-kind.js";
import { liveAddressSchema } from "../sources/live-address.js";
import { followLimits } from "./follow-limits.js";

const defaultsTold = `${defaultMinScore.question} for a question, ${defaultMinScore.like} for papers and collections`;

const text = lineSchema.max(500);
const id = z.string().trim().regex(/\S/, "must not be empty").max(paperLimits.idLength);
const name = lineSchema.max(followLimits.nameLength).describe("What the follow is called; by default, what it watches");
const { area: _area, topic: _topic, mapDrawnAt: _drawn, ...fields } = filterSchema.shape;
const filter = z.strictObject(fields).describe("Only papers that pass this filter");
const minScore = z
  .number()
  .min(confidenceFloor)
  .max(1)
  .describe(`Least score of a match, from ${confidenceFloor}; by default ${defaultsTold}`);

const limits = { name: name.optional(), filter: filter.optional() };
const rated = { ...limits, minScore: minScore.optional() };

export const newFollowSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("question"),
    query: lineSchema.max(queryLimits.queryLength).describe("A question in the syntax of the search box"),
    mode: searchModeSchema.optional().describe("hybrid by default"),
    ...rated,
  }),
  z.strictObject({ kind: z.literal("paper"), paper: id.describe("Id of the paper that others are like"), ...rated }),
  z.strictObject({ kind: z.literal("collection"), collection: id.describe("Id of a collection of yours"), ...rated }),
  z.strictObject({
    kind: z.literal("author"),
    author: text.describe("Name, as after `author:` in a search"),
    ...limits,
  }),
  z.strictObject({ kind: z.literal("venue"), venue: text.describe("Name, as after `venue:` in a search"), ...limits }),
  z.strictObject({
    kind: z.literal("source"),
    source: liveAddressSchema.describe(
      "Address as for `paperkin ingest`, such as `arxiv:cat:cs.IR`; fetched once a day",
    ),
    name: name.optional(),
  }),
]);
export type NewFollow = z.output<typeof newFollowSchema>;

/** What is kept of a follow as it was asked for. */
export type FollowSpec = NewFollow;

const sourceStateSchema = z
  .object({
    lastRunAt: z.string().optional(),
    lastSuccessAt: z.string().optional(),
    nextRunAt: z.string(),
    papers: z.number().int().optional().describe("Papers that the last run fetched; most are known already"),
    failures: z.number().int().describe("Runs that failed since the last success; each doubles the wait"),
    error: z.string().optional().describe("Why the last run failed, and what to do"),
    job: z.string().optional().describe("The job of the run that is in progress"),
  })
  .describe("Of a source: when it was fetched, and when it is fetched next");
export type SourceState = z.output<typeof sourceStateSchema>;

export const followSchema = z.object({
  id: z.string(),
  kind: z.enum(followKinds),
  name: z.string(),
  query: z.string().optional(),
  mode: searchModeSchema.optional(),
  paper: z.string().optional(),
  collection: z.string().optional(),
  author: z.string().optional(),
  venue: z.string().optional(),
  source: z.string().optional(),
  filter: filter.optional(),
  minScore: z.number().optional(),
  isPaused: z.boolean().describe("A paused follow gets no matches; papers taken in during the pause stay unmatched"),
  matches: z.number().int().describe(`Matches that are kept: the newest ${followLimits.matches}`),
  new: z.number().int().describe("Matches that you have not seen"),
  lastMatchAt: z.string().optional(),
  createdAt: z.string().describe("Time in UTC"),
  state: sourceStateSchema.optional(),
});
export type Follow = z.output<typeof followSchema>;

export const followsAnswerSchema = z.object({ follows: z.array(followSchema) });

export const followPatchSchema = requireChange(
  z
    .strictObject({
      name,
      filter: filter.nullable().describe("Another filter; null for none"),
      minScore,
      isPaused: z.boolean().describe("true pauses it; resumed, it begins anew with the papers taken in from then on"),
    })
    .partial(),
);
export type FollowPatch = z.output<typeof followPatchSchema>;

export const dryRunQuerySchema = z.strictObject({
  dryRun: flag.describe(
    `true: follows nothing, and answers which papers of the last ${followLimits.dryRunDays} days would have matched`,
  ),
});

/** What a follow watches, in a few words. */
export function nameFollow(spec: FollowSpec, known: { readonly title?: string | undefined }): string {
  if (spec.name !== undefined) return spec.name;
  const told = spec.kind === "question" ? spec.query : (known.title ?? tellTarget(spec));
  return told.slice(0, followLimits.nameLength);
}

function tellTarget(spec: FollowSpec): string {
  if (spec.kind === "question") return spec.query;
  if (spec.kind === "paper") return spec.paper;
  if (spec.kind === "collection") return spec.collection;
  if (spec.kind === "author") return spec.author;
  return spec.kind === "venue" ? spec.venue : spec.source;
}
