import type { Entry } from "../collections/entry.js";
import { foldTag } from "../collections/entry.js";
import type { Screening } from "./requests.js";

export type ScreenedEntry = Pick<Entry, "id" | "decision" | "reason" | "decidedAt" | "addedAt">;

export interface FlowFacts {
  /** Records of imported files whose paper was in the collection already. */
  readonly duplicates: number;
  readonly nearDuplicates: number;
  readonly notRetrieved: number;
}

/** The counts of a PRISMA 2020 flow diagram (Page and others 2021), as far as one stage of screening has them. */
export function countFlow(entries: readonly ScreenedEntry[], facts: FlowFacts): Screening["flow"] {
  const reasons = new Map<string, { reason?: string; papers: number }>();
  const counts = { include: 0, exclude: 0, undecided: 0 };
  for (const { decision, reason } of entries) {
    counts[decision ?? "undecided"] += 1;
    if (decision !== "exclude") continue;
    const key = foldTag(reason ?? "");
    const known = reasons.get(key) ?? { ...(reason && { reason }), papers: 0 };
    known.papers += 1;
    reasons.set(key, known);
  }
  return {
    identified: facts.duplicates + entries.length,
    ...facts,
    screened: counts.include + counts.exclude,
    excluded: counts.exclude,
    reasons: [...reasons.values()].sort((one, other) => other.papers - one.papers),
    included: counts.include,
    undecided: counts.undecided,
  };
}

/**
 * The decisions in their order: 1 for included, 0 for excluded. Of those at the same time, as after an import or for a
 * whole selection, excluded papers count as read first: then the estimate is too high rather than too low.
 */
export function orderDecisions(entries: readonly ScreenedEntry[]): Uint8Array {
  const decided = entries
    .filter(({ decision }) => decision !== undefined)
    .map(({ decision, decidedAt, addedAt }) => ({ time: decidedAt ?? addedAt, label: decision === "include" ? 1 : 0 }));
  decided.sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : one.label - other.label));
  return Uint8Array.from(decided, ({ label }) => label);
}
