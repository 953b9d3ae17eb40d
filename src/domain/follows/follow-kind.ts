export const followKinds = ["question", "paper", "collection", "author", "venue", "source"] as const;
export type FollowKind = (typeof followKinds)[number];

/** Whether papers fit a follow more or less: an author, a venue or a source fits or does not. */
export function isRanked(kind: FollowKind): boolean {
  return kind === "question" || kind === "paper" || kind === "collection";
}
