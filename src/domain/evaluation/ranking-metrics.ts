/** Graded judgements of one query: document id → relevance; 0 or less is not relevant. */
export type Judgements = ReadonlyMap<string, number>;

export const metricNames = ["ndcg@10", "recall@100", "p@10", "mrr@10", "map"] as const;
export type MetricName = (typeof metricNames)[number];
export type Metrics = Readonly<Record<MetricName, number>>;

/** What a relevance counts for in nDCG: `linear` is the relevance itself, `exponential` is 2^relevance − 1. */
export const gainKinds = ["linear", "exponential"] as const;
export type Gain = (typeof gainKinds)[number];
export const defaultGain: Gain = "linear";

/** Number of hits requested, unless a whole pool is ranked. */
export const rankingDepth = 100;
const topDepth = 10;

/**
 * The metrics of one query, each 0 to 1, as trec_eval defines them: a document without a judgement is not relevant, and
 * a query without a relevant document has 0 everywhere.
 *
 * @param ranked document ids, best first, each once
 */
export function measureRanking(ranked: readonly string[], judgements: Judgements, gain = defaultGain): Metrics {
  return {
    "ndcg@10": computeNdcg(ranked, judgements, { depth: topDepth, gain }),
    "recall@100": computeRecall(ranked, judgements, rankingDepth),
    "p@10": computePrecision(ranked, judgements, topDepth),
    "mrr@10": computeReciprocalRank(ranked, judgements, topDepth),
    map: computeAveragePrecision(ranked, judgements),
  };
}

export function hasRelevant(judgements: Judgements): boolean {
  return countRelevant(judgements) > 0;
}

export interface NdcgOptions {
  readonly depth: number;
  readonly gain?: Gain;
}

/**
 * Normalised discounted cumulative gain with a log2 discount, cut at `depth`. The linear gain is that of Järvelin and
 * Kekäläinen (2002), which trec_eval, pytrec_eval and BEIR use; the exponential one is that of Burges et al. (2005).
 */
export function computeNdcg(
  ranked: readonly string[],
  judgements: Judgements,
  { depth, gain = defaultGain }: NdcgOptions,
): number {
  const rate = (relevance = 0) => toGain(relevance, gain);
  const found = ranked.slice(0, depth).map((id) => rate(judgements.get(id)));
  const ideal = [...judgements.values()].map(rate).toSorted((one, other) => other - one);
  return divide(discount(found), discount(ideal.slice(0, depth)));
}

/** Share of the relevant documents that are among the first `depth`. */
export function computeRecall(ranked: readonly string[], judgements: Judgements, depth: number): number {
  return divide(countFound(ranked, judgements, depth), countRelevant(judgements));
}

/** Share of relevant documents among the first `depth`; the missing ones of a shorter list count as not relevant. */
export function computePrecision(ranked: readonly string[], judgements: Judgements, depth: number): number {
  return countFound(ranked, judgements, depth) / depth;
}

/** The reciprocal rank of the first relevant document; 0 if there is none among the first `depth`. */
export function computeReciprocalRank(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const first = ranked.slice(0, depth).findIndex((id) => isRelevant(judgements.get(id)));
  return first === -1 ? 0 : 1 / (first + 1);
}

/** Mean of the precision at each relevant document; a document that is not in the list has precision 0. */
export function computeAveragePrecision(ranked: readonly string[], judgements: Judgements): number {
  let relevant = 0;
  let sum = 0;
  for (const [index, id] of ranked.entries()) {
    if (!isRelevant(judgements.get(id))) continue;
    relevant += 1;
    sum += relevant / (index + 1);
  }
  return divide(sum, countRelevant(judgements));
}

function countFound(ranked: readonly string[], judgements: Judgements, depth: number): number {
  return ranked.slice(0, depth).filter((id) => isRelevant(judgements.get(id))).length;
}

function isRelevant(relevance = 0): boolean {
  return relevance > 0;
}

function countRelevant(judgements: Judgements): number {
  return [...judgements.values()].filter(isRelevant).length;
}

function toGain(relevance: number, gain: Gain): number {
  if (!isRelevant(relevance)) return 0;
  return gain === "linear" ? relevance : 2 ** relevance - 1;
}

function discount(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
