import { dotProduct } from "../vectors/vector.js";
import type { PoolPaper, ScreeningPool } from "./pool.js";
import { scaleCentred, solveSpread } from "./pool-spread.js";
import { type WeighedWords, weighWords } from "./pool-words.js";

/** Places of papers in the pool; a place is in one of the lists at most. */
export interface Decided {
  readonly included: readonly number[];
  readonly excluded: readonly number[];
}

export interface ScreeningQuery extends Decided {
  /** What the collection is about, which counts as one more included paper. */
  readonly question?: PoolPaper | undefined;
}

/**
 * What the order follows from. `typical`: nothing was included and there is no question, so the papers that are like
 * most others come first.
 */
export type RankingBasis = "decisions" | "question" | "typical";

export interface UndecidedRanking {
  /** By place; 0 is an average paper of the pool. NaN for decided papers. Higher is better. */
  readonly scores: Float64Array;
  readonly basis: RankingBasis;
  /** Weight of each term, by its number: what the terms of included papers are, less those of excluded ones. */
  readonly termScores: Float64Array;
}

/** Chosen by measurement (`npm run bench -- screening`; figures in docs/screening.md). */
export interface RankingWeights {
  /** Weight of the words against the meaning. */
  readonly words: number;
  /** Share of the excluded papers' mean that is subtracted. */
  readonly excluded: number;
}

export const shippedWeights: RankingWeights = { words: 1, excluded: 0.5 };

/** So many excluded papers count half: one alone says little. */
const halfExcluded = 5;
const papersAtOnce = 500;

/**
 * Scores the papers that are not decided:
 *
 *     a = mean of the included papers − 0.5 · n / (n + 5) · mean of the n excluded ones
 *     score(x) = w · x + v · t,   w = (Σ + λ I)⁻¹ a to unit length, v = a of the words to unit length
 *
 * for a paper's centred vector x and its tf-idf vector t, both of unit length. The first term is Fisher's linear
 * discriminant (1936) with the spread of all papers, the second Rocchio's formula (1971). Both are sums over papers, so
 * the time is linear in the number of papers and of decisions, and the order does not depend on the order of decisions.
 */
export function* rankUndecided(
  pool: ScreeningPool,
  query: ScreeningQuery,
  weights: RankingWeights = shippedWeights,
): Generator<void, UndecidedRanking> {
  const direction = yield* aimByMeaning(pool, query, weights);
  const termScores = yield* aimByWords(pool, query, weights);
  const basis = query.included.length > 0 ? "decisions" : query.question ? "question" : "typical";
  const scores = new Float64Array(pool.papers.length);
  for (const list of [query.included, query.excluded]) for (const place of list) scores[place] = Number.NaN;
  for (const [place, paper] of pool.papers.entries()) {
    if (place % papersAtOnce === papersAtOnce - 1) yield;
    if (Number.isNaN(scores[place])) continue;
    const meaning = paper.vector && direction ? direction.score(paper.vector) * pool.scales[place]! : 0;
    const typical = basis === "typical" ? rateTypical(pool, paper) : 0;
    scores[place] = meaning + weights.words * scoreWords(pool.words.papers[place]!, termScores) + typical;
  }
  return { scores, basis, termScores };
}

/** The places with the highest scores, best first, equal ones by place. Decided papers, with NaN, are not among them. */
export function selectBest(scores: Float64Array, limit: number): readonly number[] {
  const best: number[] = [];
  for (let place = 0; place < scores.length; place += 1) {
    const score = scores[place]!;
    const last = best.length === limit ? scores[best.at(-1)!]! : -Infinity;
    if (Number.isNaN(score) || score <= last) continue;
    let at = best.length;
    while (at > 0 && scores[best[at - 1]!]! < score) at -= 1;
    best.splice(at, 0, place);
    if (best.length > limit) best.pop();
  }
  return best;
}

interface Direction {
  /** w · (x − m) */
  score(vector: Float32Array): number;
}

function* aimByMeaning(
  { papers, spread, scales }: ScreeningPool,
  { included, excluded, question }: ScreeningQuery,
  weights: RankingWeights,
): Generator<void, Direction | undefined> {
  if (!spread) return undefined;
  const { mean } = spread;
  const target = new Float64Array(mean.length);
  const add = (vector: Float32Array, weight: number) => {
    for (let at = 0; at < target.length; at += 1) target[at]! += weight * (vector[at]! - mean[at]!);
  };
  const liked = included.filter((place) => papers[place]!.vector);
  const asked = question?.vector;
  const count = liked.length + (asked ? 1 : 0);
  if (asked) add(asked, scaleCentred(asked, mean) / count);
  for (const [at, place] of liked.entries()) {
    add(papers[place]!.vector!, scales[place]! / count);
    if (at % papersAtOnce === papersAtOnce - 1) yield;
  }
  const disliked = excluded.filter((place) => papers[place]!.vector);
  for (const [at, place] of disliked.entries()) {
    add(papers[place]!.vector!, (-weights.excluded * scales[place]!) / (disliked.length + halfExcluded));
    if (at % papersAtOnce === papersAtOnce - 1) yield;
  }
  const solved = toUnit(yield* solveSpread(spread, target));
  if (!solved) return undefined;
  const direction = Float32Array.from(solved);
  const offset = dotProduct(direction, mean);
  return { score: (vector) => dotProduct(direction, vector) - offset };
}

function* aimByWords(
  { words }: ScreeningPool,
  { included, excluded, question }: ScreeningQuery,
  weights: RankingWeights,
): Generator<void, Float64Array> {
  const target = new Float64Array(words.idf.length);
  const add = ({ terms, weights: own }: WeighedWords, weight: number) => {
    for (let at = 0; at < terms.length; at += 1) target[terms[at]!]! += weight * own[at]!;
  };
  const count = included.length + (question ? 1 : 0);
  if (question) add(weighWords(question.words, words.idf), 1 / count);
  for (const [at, place] of included.entries()) {
    add(words.papers[place]!, 1 / count);
    if (at % papersAtOnce === papersAtOnce - 1) yield;
  }
  for (const [at, place] of excluded.entries()) {
    add(words.papers[place]!, -weights.excluded / (excluded.length + halfExcluded));
    if (at % papersAtOnce === papersAtOnce - 1) yield;
  }
  return toUnit(target) ?? target;
}

function scoreWords({ terms, weights }: WeighedWords, termScores: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < terms.length; at += 1) sum += termScores[terms[at]!]! * weights[at]!;
  return sum;
}

/** The cosine to the mean of all papers. */
function rateTypical({ spread }: ScreeningPool, { vector }: PoolPaper): number {
  if (!spread || !vector) return 0;
  return dotProduct(vector, spread.mean) / Math.sqrt(dotProduct(spread.mean, spread.mean) || 1);
}

function toUnit(vector: Float64Array): Float64Array | undefined {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return undefined;
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
}
