import type { Hit } from "../../domain/search/answer.js";

export type Strength = "strong" | "fair" | "weak";

/** Three in four of such papers are relevant, or more (docs/ranking.md, "Scores are confidences"). */
const strongScore = 0.75;
/** One in four. */
const fairScore = 0.25;

/** What each word promises. */
export const strengthMeanings: Readonly<Record<Strength, string>> = {
  strong: "About three in four papers with such a score are relevant, or more",
  fair: "Between one in four and three in four papers with such a score are relevant",
  weak: "Fewer than one in four papers with such a score are relevant",
};

export function nameStrength(strength: Strength): string {
  return `${strength.charAt(0).toUpperCase()}${strength.slice(1)} match`;
}

export function measureStrength({ score, matchedBy }: Pick<Hit, "score" | "matchedBy">): Strength | undefined {
  // They are there because the question names them, or passes them through a filter.
  if (matchedBy === "exact" || matchedBy === "author" || matchedBy === "filter") return undefined;
  if (score >= strongScore) return "strong";
  return score >= fairScore ? "fair" : "weak";
}

/**
 * The index of the first weak hit of a list in which better ones come first; `undefined` where there is none, or where
 * all are weak.
 */
export function splitByStrength(hits: readonly Pick<Hit, "score" | "matchedBy">[]): number | undefined {
  const first = hits.findIndex((hit) => measureStrength(hit) === "weak");
  return first > 0 ? first : undefined;
}
