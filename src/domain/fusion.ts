import type { MatchedBy, RankedPaper } from "./hit.js";
import type { Ordinal } from "./paper.js";

export interface FusionInput {
  /** Best first. */
  readonly keyword: readonly RankedPaper[];
  /** Best first. */
  readonly meaning: readonly RankedPaper[];
  /** Share of the meaning list, 0 to 1; the keyword list has the rest. 0 means 0. */
  readonly semanticWeight: number;
}

export interface FusedPaper extends RankedPaper {
  readonly matchedBy: MatchedBy;
}

/** How deep a list counts towards the fused score; what lies deeper keeps its place behind. */
export const fusionDepth = 100;

/**
 * Weighted sum of min–max-normalised scores (CombSUM with min–max, Fox and Shaw 1994; Lee 1997). The least score that
 * counts is that of rank `fusionDepth`, so the order of the first results does not depend on how far one pages: papers
 * below it in both lists have score 0 and follow by their better rank.
 */
export function fuseRankedLists({ keyword, meaning, semanticWeight }: FusionInput): FusedPaper[] {
  const fused = new Map<Ordinal, { score: number; bestRank: number; matchedBy: MatchedBy }>();
  const lists = [
    { list: keyword, weight: 1 - semanticWeight, matchedBy: "keyword" as const },
    { list: meaning, weight: semanticWeight, matchedBy: "meaning" as const },
  ];
  for (const { list, weight, matchedBy } of lists) {
    if (weight === 0) continue;
    const normalize = createNormalizer(list);
    for (const [rank, { ordinal, score }] of list.entries()) {
      const known = fused.get(ordinal);
      fused.set(ordinal, {
        score: (known?.score ?? 0) + weight * normalize(score),
        bestRank: Math.min(known?.bestRank ?? rank, rank),
        matchedBy: known ? "both" : matchedBy,
      });
    }
  }
  return [...fused]
    .map(([ordinal, { score, bestRank, matchedBy }]) => ({ ordinal, score, bestRank, matchedBy }))
    .sort((one, other) => other.score - one.score || one.bestRank - other.bestRank || one.ordinal - other.ordinal)
    .map(({ ordinal, score, matchedBy }) => ({ ordinal, score, matchedBy }));
}

/** Maps the best score of a list to 1 and that of its rank `fusionDepth` to 0; a list of equal scores is all 1. */
function createNormalizer(list: readonly RankedPaper[]): (score: number) => number {
  const best = list[0]?.score ?? 0;
  const least = list[Math.min(list.length, fusionDepth) - 1]?.score ?? 0;
  const range = best - least;
  return (score) => (range === 0 ? Number(score === best) : Math.max(0, (score - least) / range));
}
