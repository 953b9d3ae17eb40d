import type { Hit } from "../../domain/search/answer.js";

export type Strength = "strong" | "fair" | "weak";

/** From here on, a paper is more likely relevant than not (docs/ranking.md, "Scores are confidences"). */
const strongScore = 0.5;
/** The floor of a good match: what the server calls a poor match is weak here. */
const fairScore = 0.12;

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
