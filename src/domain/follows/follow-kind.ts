import { confidenceFloor } from "../search/fusion.js";

export const followKinds = ["question", "paper", "collection", "author", "venue", "source"] as const;
export type FollowKind = (typeof followKinds)[number];

/** Whether papers fit a follow more or less: an author, a venue or a source fits or does not. */
export function isRanked(kind: FollowKind): boolean {
  return kind === "question" || kind === "paper" || kind === "collection";
}

/**
 * Least score of a match: of a question, from where a search calls a paper a good match (measured, docs/following.md); of
 * a paper that is like another, from where the page calls a hit fair.
 */
export const defaultMinScore = { question: confidenceFloor, like: 0.25 } as const;
