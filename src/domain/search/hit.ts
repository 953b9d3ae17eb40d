import type { Ordinal } from "../paper/paper.js";

/** A paper in a ranked list. Higher scores are better; the scale depends on the list. */
export interface RankedPaper {
  readonly ordinal: Ordinal;
  readonly score: number;
}

/** A ranked list as columns: the paper in place `i` has the score `scores[i]`. */
export interface RankedColumns {
  readonly ordinals: Int32Array;
  readonly scores: Float64Array;
}

export function toColumns(ranked: readonly RankedPaper[]): RankedColumns {
  return {
    ordinals: Int32Array.from(ranked, ({ ordinal }) => ordinal),
    scores: Float64Array.from(ranked, ({ score }) => score),
  };
}

/**
 * Why a paper is a hit: its words, its meaning, or both; `exact` if the query is its title or identifier, `author` if
 * the query names one of its authors, `filter` if the query consists only of filters.
 */
export const matchKinds = ["keyword", "meaning", "both", "exact", "author", "filter"] as const;
export type MatchedBy = (typeof matchKinds)[number];
