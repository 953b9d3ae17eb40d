import type { Ordinal } from "../paper/paper.js";

/** A paper in a ranked list. Higher scores are better; the scale depends on the list. */
export interface RankedPaper {
  readonly ordinal: Ordinal;
  readonly score: number;
}

/**
 * Why a paper is a hit: its words, its meaning, or both; `exact` if the query is its title or identifier, `author` if
 * the query names one of its authors, `filter` if the query consists only of filters.
 */
export const matchKinds = ["keyword", "meaning", "both", "exact", "author", "filter"] as const;
export type MatchedBy = (typeof matchKinds)[number];
