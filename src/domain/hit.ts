import type { Ordinal } from "./paper.js";

/** One paper of a ranked list. Higher scores are better; what a score means is said by the list that holds it. */
export interface RankedPaper {
  readonly ordinal: Ordinal;
  readonly score: number;
}

/** Which list found a paper. */
export type MatchedBy = "keyword" | "meaning" | "both" | "exact";
