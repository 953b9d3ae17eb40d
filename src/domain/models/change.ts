import { z } from "zod";
import { parseFingerprint } from "./model.js";

/** The role of the model that is not in use. */
export const otherModelRoles = ["next", "kept", "dropped"] as const;
export type OtherModelRole = (typeof otherModelRoles)[number];

const modelSchema = z.object({ id: z.string(), dimensions: z.number().int() });

export const otherModelSchema = modelSchema.extend({
  state: z
    .enum(["embedding", "ready", "kept", "dropping"])
    .describe(
      "`embedding`: its vectors are being computed; `ready`: all papers have a vector of it; `kept`: it was in use before; `dropping`: its vectors are being removed",
    ),
  embedded: z.number().int().describe("Papers that have a vector of it"),
  failed: z.number().int().describe("Papers that could not be embedded with it"),
  missing: z.number().int().describe("Papers still without a vector of it"),
  papersPerSecond: z.number().optional(),
  etaSeconds: z.number().optional(),
  failure: z.string().optional().describe("Why the change is not progressing"),
});
export type OtherModelStatus = z.output<typeof otherModelSchema>;

export const modelsAnswerSchema = z.object({
  model: modelSchema.describe("The model in use, whose vectors are searched"),
  otherModel: otherModelSchema.optional().describe("The next or the previous model"),
});
export type ModelsAnswer = z.output<typeof modelsAnswerSchema>;

interface OtherModelFacts extends Pick<OtherModelStatus, "embedded" | "failed" | "missing"> {
  readonly fingerprint: string;
  readonly role: OtherModelRole;
}

interface OtherModelProgress {
  readonly papersPerSecond?: number | undefined;
  readonly failure?: string | undefined;
}

export function describeOther(facts: OtherModelFacts, progress: OtherModelProgress): OtherModelStatus {
  const { fingerprint, embedded, failed, missing } = facts;
  const state = determineState(facts);
  const status = { ...parseFingerprint(fingerprint), state, embedded, failed, missing };
  const { papersPerSecond, failure } = progress;
  const moves = state === "embedding" && papersPerSecond !== undefined;
  return {
    ...status,
    ...(moves && { papersPerSecond: Number(papersPerSecond.toPrecision(3)) }),
    ...(moves && { etaSeconds: Math.ceil(missing / papersPerSecond) }),
    ...(failure !== undefined && { failure }),
  };
}

/** While papers are being added, some vectors are always missing; the last ones are computed after the switch. */
const maxMissing = 512;
const missingShare = 0.01;

function determineState({ role, embedded, missing }: OtherModelFacts): OtherModelStatus["state"] {
  if (role === "kept") return "kept";
  if (role === "dropped") return "dropping";
  return missing <= Math.min(maxMissing, missingShare * embedded) ? "ready" : "embedding";
}

export const reindexRequestSchema = z.strictObject({
  model: z.string().min(1).max(200).describe("The id of the new model; `paperkin models list` shows all"),
});

/** Number of hits compared per query. */
export const comparedDepth = 10;
/** Each query runs two searches, so the number per request is limited. */
export const maxComparedQueries = 100;

export const compareRequestSchema = z.strictObject({
  queries: z
    .array(z.string().trim().min(1).max(10_000))
    .min(1)
    .max(maxComparedQueries)
    .optional()
    .describe("Queries for both models; defaults to the titles of 50 papers, always the same"),
});
export type CompareRequest = z.output<typeof compareRequestSchema>;

export const compareAnswerSchema = z.object({
  model: z.string(),
  otherModel: z.string(),
  embedded: z
    .object({
      papers: z.number().int().describe("All papers"),
      model: z.number().int().describe("Papers with a vector of the model in use"),
      otherModel: z.number().int().describe("Papers with a vector of the other model"),
    })
    .describe("A model finds papers without its vector by words only, so answers differ for that reason too"),
  overlapAt10: z.number().describe("Mean over the queries of the share of the best 10 hits that both models return"),
  queries: z.array(
    z.object({
      query: z.string(),
      overlap: z.number().describe("Share of the best 10 hits that both models return"),
      model: z.array(z.string()).describe("Ids of the best 10 hits with the model in use"),
      otherModel: z.array(z.string()).describe("Ids of the best 10 hits with the other model"),
    }),
  ),
});
export type CompareAnswer = z.output<typeof compareAnswerSchema>;

/** Share of the longer list that is in both; 1 for two empty lists. */
export function measureOverlap(one: readonly string[], other: readonly string[]): number {
  const longest = Math.max(one.length, other.length);
  if (longest === 0) return 1;
  const shared = new Set(other);
  return one.filter((id) => shared.has(id)).length / longest;
}
