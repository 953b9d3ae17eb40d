import type { MatchedBy } from "./hit.js";
import type { CosineScale } from "../models/model.js";
import type { Ordinal } from "../paper/paper.js";

/** What is known of one paper that either list found. */
export interface Candidate {
  readonly ordinal: Ordinal;
  /** BM25 as a share of the most that a paper could have for this query, 0 to 1; 0 without a word of it. */
  readonly keyword: number;
  /** Similarity to the query, as `toSimilarity` gives it; `undefined` while the paper has no vector. */
  readonly meaning: number | undefined;
  /** Similarity to what the best hits have in common, minus that of the most similar candidate; so 0 or less. */
  readonly feedback?: number | undefined;
  /** Whether the paper is in the list by meaning; what only words brought in is matched by words. */
  readonly isNear: boolean;
}

export interface FusedPaper {
  readonly ordinal: Ordinal;
  /** Weighted sum of what words and meaning say of it. */
  readonly sum: number;
  /** That sum, or its meaning alone where that says more; `toConfidence` makes a score of it. */
  readonly evidence: number;
  readonly matchedBy: MatchedBy;
}

/**
 * How many of each list are compared with each other. Papers beyond them follow on later
 * pages, so the order of earlier pages does not change.
 */
export const fusionDepth = 100;

/** Share of meaning in hybrid mode. `toSimilarity` is scaled so that one half is the best; docs/ranking.md has the figures. */
export const defaultSemanticWeight = 0.5;

/** Weight of feedback relative to similarity to the query. */
export const feedbackWeight = 0.5;

/** How much nearer than usual a paper must be to be a good match without any of the query's words. */
const meaningAlone = 0.1;

/**
 * Scores below are no good match. Of 50 questions about anything but machine learning, 39 stay below it over 87,243
 * papers on machine learning (and most of the others do have a near paper there); of 900 on the subject, none does.
 */
export const confidenceFloor = 0.05;

/**
 * A cosine as a number that means the same for every model: 0 for papers that have nothing to do with each other, 1 six
 * and two thirds standard deviations above. Not cut at either end.
 */
export function toSimilarity(cosine: number, { unrelated, spread }: CosineScale): number {
  return (cosine - unrelated) / (spread * (20 / 3));
}

function weighEvidence(candidate: Candidate, semanticWeight: number, unknownMeaning: number): number {
  const { keyword, meaning = unknownMeaning } = candidate;
  return (1 - semanticWeight) * keyword + semanticWeight * meaning;
}

/**
 * Confidence that a paper is what was asked for: a logistic curve through the share of relevant papers among judged
 * ones with as much evidence (tests/relevance; docs/ranking.md has the figures).
 */
export function toConfidence(evidence: number): number {
  return 1 / (1 + Math.exp(-14 * (evidence - 0.5)));
}

/**
 * Weighted sum of absolute evidence, best first, ties by ordinal. Unlike rank fusion and per-list normalisation it
 * keeps how strong each list's best is, and needs no list to be of any length. Feedback moves papers up and down, and
 * says nothing of how well they fit the query. A weight of 0 or 1 leaves the other list's papers out.
 */
export function fuseEvidence(candidates: readonly Candidate[], semanticWeight: number): FusedPaper[] {
  const counted = candidates.filter(
    ({ keyword, isNear }) => (semanticWeight < 1 && keyword > 0) || (semanticWeight > 0 && isNear),
  );
  const nearest = counted.filter(({ isNear }) => isNear).map(({ meaning }) => meaning ?? 0);
  // A paper without a vector yet is taken for no nearer than the last of the near ones.
  const unknownMeaning = nearest.reduce((least, meaning) => Math.min(least, meaning), nearest[0] ?? 0);
  return counted
    .map((candidate) => {
      const sum = weighEvidence(candidate, semanticWeight, unknownMeaning);
      const evidence = semanticWeight > 0 ? Math.max(sum, (candidate.meaning ?? 0) - meaningAlone) : sum;
      return { candidate, sum, evidence, order: sum + semanticWeight * feedbackWeight * (candidate.feedback ?? 0) };
    })
    .sort((one, other) => other.order - one.order || one.candidate.ordinal - other.candidate.ordinal)
    .map(({ candidate, sum, evidence }) => ({
      ordinal: candidate.ordinal,
      sum,
      evidence,
      matchedBy: nameMatch(candidate, semanticWeight),
    }));
}

function nameMatch({ keyword, isNear }: Candidate, semanticWeight: number): MatchedBy {
  if (semanticWeight === 0 || !isNear) return "keyword";
  return semanticWeight === 1 || keyword === 0 ? "meaning" : "both";
}

/** How many of the best hits say what they have in common, and how fast their say falls off with their evidence. */
export const feedbackDepth = 5;
const feedbackScale = 0.025;

/**
 * Weight of each of the best hits in pseudo-relevance feedback, summing to 1 (after Rocchio 1971): a hit that leads
 * clearly speaks nearly alone, so that a known item is not pulled away from itself.
 *
 * @param sums of the best hits, best first
 */
export function weighFeedback(sums: readonly number[]): number[] {
  const best = sums[0] ?? 0;
  const weights = sums.map((value) => Math.exp((value - best) / feedbackScale));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
