import type { Ordinal } from "../paper/paper.js";

/** One paper of a ranked list. Higher scores are better; what a score means is said by the list that holds it. */
export interface RankedPaper {
  readonly ordinal: Ordinal;
  readonly score: number;
}

/**
 * Why a paper is among the hits: its words, its meaning, both; `exact` when the query is its title or identifier, `filter`
 * when nothing but filters was asked for.
 */
export const matchKinds = ["keyword", "meaning", "both", "exact", "filter"] as const;
export type MatchedBy = (typeof matchKinds)[number];
