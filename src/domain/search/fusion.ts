import type { MatchedBy } from "./hit.js";
import type { CosineScale } from "../models/model.js";
import type { Ordinal } from "../paper/paper.js";

/** A paper found by either list, with its evidence. */
export interface Candidate {
  readonly ordinal: Ordinal;
  /** BM25 as a share of its upper bound for this query, 0 to 1; 0 for a paper without a word of the query. */
  readonly keyword: number;
  /** Similarity to the query, from `toSimilarity`; `undefined` while the paper has no vector. */
  readonly meaning: number | undefined;
  /** The share of the query's idf in the words that the paper has, 0 to 1. */
  readonly covered?: number | undefined;
  /** Similarity to what the best hits have in common, less that of the most similar candidate: at most 0. */
  readonly feedback?: number | undefined;
  /** What the most similar of the best candidates are worth, less that of the best supported one: at most 0. */
  readonly support?: number | undefined;
  /** What candidates are ordered by, where they were compared with each other; otherwise their sum. */
  readonly order?: number | undefined;
  /** Whether the paper is in the list by meaning; otherwise it is matched by words only. */
  readonly isNear: boolean;
}

export interface FusedPaper extends RatedPaper {
  /** Weighted sum of the evidence from words and meaning. */
  readonly sum: number;
}

export interface RatedPaper {
  readonly ordinal: Ordinal;
  /**
   * The sum of the evidence from words and meaning, or the evidence from meaning or words alone if that is greater;
   * `toConfidence` converts it to a score.
   */
  readonly evidence: number;
  readonly matchedBy: MatchedBy;
}

/** Number of papers of each list that are fused and found in any case. Other good matches follow them. */
export const fusionDepth = 100;

/** Number of nearest papers of the library whose meaning counts; that of all others is unknown (docs/ranking.md). */
export const nearDepth = 500;

/** Share of meaning in hybrid mode. `toSimilarity` is scaled so that 0.5 is optimal (figures in docs/ranking.md). */
export const defaultSemanticWeight = 0.5;

/** Deducted from the similarity of a paper that is scored by meaning alone. */
const meaningOnlyPenalty = 0.1;

/** The share of words that counts for a paper that is scored by words alone, at most. */
const wordsOnlyShare = 0.65;

/**
 * Scores below this are not a good match. Over 87,243 papers on machine learning, the best score is below it for 59 of
 * the 60 questions on other subjects that chose it, and for none of 58 on machine learning, acronyms and single words
 * included; docs/ranking.md has the figures for other questions.
 */
export const confidenceFloor = 0.12;

/**
 * Converts a cosine to a scale that is comparable between models: 0 for unrelated papers, 1 for 6⅔ standard deviations
 * above. Not clamped at either end.
 */
export function toSimilarity(cosine: number, { unrelated, spread }: CosineScale): number {
  return (cosine - unrelated) / (spread * (20 / 3));
}

/** Near papers beyond the first ones of either list, as columns: there are hundreds, and most are never listed. */
export interface LaterPapers {
  readonly ordinals: Int32Array;
  /** As in `Candidate`. */
  readonly keyword: Float64Array;
  readonly meaning: Float64Array;
  /** As in `FusedPaper`. */
  readonly evidence: Float64Array;
}

export function weighSum(words: number, meaning: number, semanticWeight: number): number {
  return (1 - semanticWeight) * words + semanticWeight * meaning;
}

/** How much a share of words is worth alone: 1 in a search by words, 0 in a search by meaning. */
export function weighWordsAlone(semanticWeight: number): number {
  return semanticWeight === 0 ? 1 : Math.min(wordsOnlyShare, 2 * wordsOnlyShare * (1 - semanticWeight));
}

/**
 * Confidence that a paper is relevant: a logistic curve fitted to the share of relevant papers among judged papers with
 * the same evidence (tests/relevance; figures in docs/ranking.md).
 */
export function toConfidence(evidence: number): number {
  return 1 / (1 + Math.exp(-14 * (evidence - 0.5)));
}

/** The evidence that gives this score: the inverse of `toConfidence`. −∞ for 0, ∞ for 1. */
export function toEvidence(score: number): number {
  return 0.5 + Math.log(score / (1 - score)) / 14;
}

/** The least evidence of a good match. */
export const goodEvidence = toEvidence(confidenceFloor);

/**
 * Weighted sum of absolute evidence, best first, ties by ordinal. Unlike rank fusion and per-list normalisation, it
 * preserves the strength of each list's best papers and works with lists of any length. Comparing candidates changes
 * their order, but not the scores. A weight of 0 or 1 excludes the papers of the other list.
 */
export function fuseEvidence(candidates: readonly Candidate[], semanticWeight: number): FusedPaper[] {
  const counted = candidates.filter(
    ({ keyword, isNear }) => (semanticWeight < 1 && keyword > 0) || (semanticWeight > 0 && isNear),
  );
  const unknownMeaning = findUnknownMeaning(counted);
  return counted
    .map((candidate) => {
      const sum = weighSum(candidate.keyword, candidate.meaning ?? unknownMeaning, semanticWeight);
      const evidence = weighBest(sum, candidate, semanticWeight);
      return { candidate, sum, evidence, order: candidate.order ?? sum };
    })
    .sort((one, other) => other.order - one.order || one.candidate.ordinal - other.candidate.ordinal)
    .map(({ candidate, sum, evidence }) => ({
      ordinal: candidate.ordinal,
      sum,
      evidence,
      matchedBy: nameMatch(candidate, semanticWeight),
    }));
}

/** A paper without a vector counts as similar as the least similar paper in the list by meaning. */
export function findUnknownMeaning(candidates: readonly Candidate[]): number {
  let least = Infinity;
  for (const { isNear, meaning = 0 } of candidates) if (isNear) least = Math.min(least, meaning);
  return least === Infinity ? 0 : least;
}

/** The evidence of one paper by itself, from its share of the words and its similarity; without a vector, by words. */
export function weighPaper(
  { keyword, meaning }: Pick<Candidate, "keyword" | "meaning">,
  semanticWeight: number,
): number {
  if (meaning === undefined) return weighWordsAlone(semanticWeight) * keyword;
  return weighBest(weighSum(keyword, meaning, semanticWeight), { keyword, meaning }, semanticWeight);
}

/** What a paper may lack of either kind of evidence and still have this much: the bounds of `weighPaper`. */
export interface EvidenceBounds {
  /** With a smaller share of words, only a paper that is near enough has it. */
  readonly words: number;
  /** With less similarity, only a paper with enough words has it. */
  readonly meaning: number;
}

/** A paper that stays below both bounds has less than this evidence. */
export function boundEvidence(evidence: number, semanticWeight: number): EvidenceBounds {
  if (semanticWeight === 0) return { words: evidence, meaning: Infinity };
  if (semanticWeight === 1) return { words: Infinity, meaning: evidence };
  const alone = evidence + meaningOnlyPenalty;
  const words = Math.min(
    (evidence - semanticWeight * alone) / (1 - semanticWeight),
    evidence / weighWordsAlone(semanticWeight),
  );
  return { words, meaning: Math.min(alone, (evidence - (1 - semanticWeight) * words) / semanticWeight) };
}

/** The sum, or the evidence of one kind alone if that is greater. */
function weighBest(sum: number, { keyword, meaning = 0 }: Pick<Candidate, "keyword" | "meaning">, weight: number) {
  const byMeaning = weight > 0 ? meaning - meaningOnlyPenalty : -Infinity;
  const byWords = weight < 1 ? weighWordsAlone(weight) * keyword : -Infinity;
  return Math.max(sum, byMeaning, byWords);
}

/** Adds the evidence of near papers. */
export function weighLater(papers: Omit<LaterPapers, "evidence">, semanticWeight: number): LaterPapers {
  const evidence = new Float64Array(papers.ordinals.length);
  for (let place = 0; place < evidence.length; place += 1) {
    const [keyword, meaning] = [papers.keyword[place]!, papers.meaning[place]!];
    evidence[place] = weighBest(weighSum(keyword, meaning, semanticWeight), { keyword, meaning }, semanticWeight);
  }
  return { ordinals: papers.ordinals, keyword: papers.keyword, meaning: papers.meaning, evidence };
}

/** Best first, ties by ordinal. */
export function listLater({ ordinals, keyword, evidence }: LaterPapers, semanticWeight: number): RatedPaper[] {
  const places = ordinals.map((_, place) => place);
  places.sort((one, other) => evidence[other]! - evidence[one]! || ordinals[one]! - ordinals[other]!);
  return Array.from(places, (place) => ({
    ordinal: ordinals[place]!,
    evidence: evidence[place]!,
    matchedBy: nameMatch({ keyword: keyword[place]!, isNear: true }, semanticWeight),
  }));
}

function nameMatch({ keyword, isNear }: Pick<Candidate, "keyword" | "isNear">, semanticWeight: number): MatchedBy {
  if (semanticWeight === 0 || !isNear) return "keyword";
  return semanticWeight === 1 || keyword === 0 ? "meaning" : "both";
}
