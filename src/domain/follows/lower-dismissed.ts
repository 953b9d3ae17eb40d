/**
 * How much less a paper is worth to a question because it is like a dismissed one; both by evidence and similarity as in
 * a search. Judged collections gain by little and lose nowhere; a stricter rule costs relevant papers (docs/following.md).
 *
 * @param likeness similarity to the nearest dismissed paper
 */
export function lowerEvidence(evidence: number, likeness: number): number {
  return evidence - 0.2 * Math.max(0, likeness - 0.7);
}

/**
 * Whether a paper is so much nearer to one that was dismissed or excluded than to the nearest one that is liked that it
 * does not fit. Where it is only a little nearer, relevant papers would be lost.
 */
export function isMoreLikeDismissed({
  liked,
  disliked,
}: {
  readonly liked: number;
  readonly disliked: number;
}): boolean {
  return disliked > liked + 0.1;
}
