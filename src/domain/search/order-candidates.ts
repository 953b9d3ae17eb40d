import type { CosineScale } from "../models/model.js";
import { dotProduct, normalizeVector } from "../vectors/vector.js";
import { type Candidate, findUnknownMeaning, toSimilarity, weighSum } from "./fusion.js";

export interface OrderOptions {
  /** In the order of the candidates. */
  readonly vectors: readonly (Float32Array | undefined)[];
  readonly cosines: CosineScale;
  readonly semanticWeight: number;
  readonly parameters?: OrderParameters;
}

export interface OrderParameters {
  /** How much of the evidence by words is a share of the best candidate's, rather than of what is attainable. */
  readonly relativeShare: number;
  /** What a paper that has all words of the query gains, relative to the evidence by words. */
  readonly coverage: number;
  /** How fast the weight of a hit in feedback decreases with its distance to the best. */
  readonly feedbackScale: number;
  /**
   * Weight of what the most similar candidates are worth, relative to the candidate itself. Below 1: otherwise two that
   * are only like each other would swap their worth.
   */
  readonly support: number;
  /** Number of best candidates that support each other. */
  readonly depth: number;
}

/**
 * Chosen on judged collections, each without its own (tests/bench/fusion; figures in docs/ranking.md). 50 candidates are
 * 1,225 pairs, a third of a millisecond.
 */
export const defaultOrder: OrderParameters = {
  relativeShare: 0.75,
  coverage: 0.4,
  feedbackScale: 0.05,
  support: 0.85,
  depth: 50,
};

/** What the best candidate's evidence by words usually is. */
const usualBest = 0.35;

/** Number of best hits used for feedback. */
const feedbackDepth = 5;
/** Weight of feedback relative to similarity to the query. */
export const feedbackWeight = 0.5;

/** How fast the weight of a similar candidate decreases with its distance. */
const supportScale = 0.07;
/** Papers that are even more similar may be versions of one work, which say nothing new about each other. */
const versionSimilarity = 0.9;

/**
 * Decides in which order candidates are listed, without another search. Beyond the sum of the evidence:
 *
 * - words: most of the evidence is relative to the best candidate, because the best papers for a long question have only
 *   a small share of what is attainable; and papers gain by each word of the query that they have
 * - feedback: the best hits together represent the subject of the query, and each candidate is compared with them (after
 *   Rocchio 1971)
 * - support: papers that are alike are relevant to the same questions, so each of the best candidates gains by the worth
 *   of those most similar to it (the cluster hypothesis; Diaz, "Regularizing ad hoc retrieval scores", 2005)
 *
 * A candidate that is not compared has the lowest value of the others: it must not gain from a missing vector. Unchanged
 * if meaning has no weight or no candidate has a vector.
 */
export function orderCandidates(candidates: readonly Candidate[], options: OrderOptions): readonly Candidate[] {
  const { vectors, cosines, semanticWeight, parameters = defaultOrder } = options;
  const compared = new Int32Array(candidates.length)
    .map((_, place) => place)
    .filter((place) => vectors[place] !== undefined);
  if (semanticWeight === 0 || compared.length === 0) return candidates;
  const worth = weighCandidates(candidates, { semanticWeight, parameters });
  const pickBest = (count: number) =>
    compared
      .sort((one, other) => worth[other]! - worth[one]! || candidates[one]!.ordinal - candidates[other]!.ordinal)
      .slice(0, count);
  const weights = weighFeedback(worth, pickBest(feedbackDepth), parameters.feedbackScale);
  const feedback = compareWithBest({ vectors, compared, weights }, cosines);
  for (let place = 0; place < worth.length; place += 1) {
    worth[place]! += semanticWeight * feedbackWeight * feedback[place]!;
  }
  const best = pickBest(parameters.depth);
  const support = averageSimilar({ vectors, worth, best }, cosines);
  const order = worth.map((value, place) => value + parameters.support * support[place]!);
  const rest = compared.slice(best.length);
  placeBehind(order, { candidates, best, rest, feedback, semanticWeight });
  const unsupported = new Set(rest);
  // Field by field: spreading 200 objects takes longer than all of their comparisons.
  return candidates.map(({ ordinal, keyword, covered, meaning, isNear }, place) => ({
    ordinal,
    keyword,
    covered,
    meaning,
    isNear,
    feedback: feedback[place],
    support: unsupported.has(place) ? undefined : support[place],
    order: order[place],
  }));
}

function weighCandidates(
  candidates: readonly Candidate[],
  { semanticWeight, parameters }: Required<Pick<OrderOptions, "semanticWeight" | "parameters">>,
): Float64Array {
  const { relativeShare, coverage } = parameters;
  let best = 0;
  for (const { keyword } of candidates) best = Math.max(best, keyword);
  const scale = 1 - relativeShare + (best === 0 ? 0 : (relativeShare * usualBest) / best);
  const unknown = findUnknownMeaning(candidates);
  return Float64Array.from(candidates, ({ keyword, covered = 0, meaning = unknown }) => {
    return weighSum(scale * keyword + coverage * covered, meaning, semanticWeight);
  });
}

interface Rest extends Pick<OrderOptions, "semanticWeight"> {
  readonly candidates: readonly Candidate[];
  /** Places of the best candidates, and of the others that were compared. */
  readonly best: Int32Array;
  readonly rest: Int32Array;
  readonly feedback: Float64Array;
}

/** More than candidates differ by. */
const apart = 10;

/**
 * The others follow the best by evidence and feedback. By coverage, any long abstract would go before papers of which
 * only the title is known.
 */
function placeBehind(order: Float64Array, { candidates, best, rest, feedback, semanticWeight }: Rest): void {
  const end = best.reduce((least, place) => Math.min(least, order[place]!), Infinity) - apart;
  const unknown = findUnknownMeaning(candidates);
  for (const place of rest) {
    const { keyword, meaning = unknown } = candidates[place]!;
    const sum = weighSum(keyword, meaning, semanticWeight);
    order[place] = end + sum + semanticWeight * feedbackWeight * feedback[place]!;
  }
}

/**
 * The share of each of the best hits in what they have in common. A hit with a clear lead gets nearly all the weight, so
 * that feedback does not displace a known item.
 *
 * @param best their places, best first
 */
function weighFeedback(worth: Float64Array, best: Int32Array, scale: number): ReadonlyMap<number, number> {
  const weights = Float64Array.from(best, (place) => Math.exp((worth[place]! - worth[best[0]!]!) / scale));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return new Map(Array.from(best, (place, rank) => [place, weights[rank]! / sum]));
}

interface Compared extends Pick<OrderOptions, "vectors"> {
  /** Places of the candidates with a vector. */
  readonly compared: Int32Array;
  /** By place. */
  readonly weights: ReadonlyMap<number, number>;
}

function compareWithBest({ vectors, compared, weights }: Compared, cosines: CosineScale): Float64Array {
  const sum = new Float32Array(vectors[compared[0]!]!.length);
  for (const [place, weight] of weights) {
    const vector = vectors[place]!;
    for (let at = 0; at < sum.length; at += 1) sum[at]! += weight * vector[at]!;
  }
  const centre = normalizeVector(sum);
  const near = new Float64Array(vectors.length).fill(Number.NaN);
  if (centre) for (const place of compared) near[place] = toSimilarity(dotProduct(centre, vectors[place]!), cosines);
  return relateToBest(near);
}

interface Supported extends Pick<OrderOptions, "vectors"> {
  /** By candidate. */
  readonly worth: Float64Array;
  /** Places of the best candidates. */
  readonly best: Int32Array;
}

/** For each of the best, the mean worth of the others, weighted by similarity. */
function averageSimilar({ vectors, worth, best }: Supported, cosines: CosineScale): Float64Array {
  const weights = new Float64Array(worth.length);
  const totals = new Float64Array(worth.length);
  for (let rank = 0; rank < best.length; rank += 1) {
    const one = best[rank]!;
    const vector = vectors[one]!;
    for (let next = rank + 1; next < best.length; next += 1) {
      const other = best[next]!;
      const similarity = Math.min(toSimilarity(dotProduct(vector, vectors[other]!), cosines), versionSimilarity);
      const weight = Math.exp((similarity - versionSimilarity) / supportScale);
      weights[one]! += weight;
      weights[other]! += weight;
      totals[one]! += weight * worth[other]!;
      totals[other]! += weight * worth[one]!;
    }
  }
  return relateToBest(totals.map((total, place) => total / weights[place]!));
}

/** Subtracts the highest value from each; missing ones (NaN) get the lowest. */
function relateToBest(values: Float64Array): Float64Array {
  let [highest, lowest] = [-Infinity, Infinity];
  for (const value of values) {
    if (value > highest) highest = value;
    if (value < lowest) lowest = value;
  }
  if (highest === -Infinity) return new Float64Array(values.length);
  return values.map((value) => (Number.isNaN(value) ? lowest : value) - highest);
}
