/** Graded judgements of one query: document id → relevance; 0 or less is not relevant. */
export type Judgements = ReadonlyMap<string, number>;

export const metricNames = ["ndcg@10", "recall@100", "mrr@10", "map"] as const;
export type MetricName = (typeof metricNames)[number];
export type Metrics = Readonly<Record<MetricName, number>>;

/** Number of hits requested, unless a whole pool is ranked. */
export const rankingDepth = 100;
const topDepth = 10;

/**
 * The metrics of one query, each 0 to 1, as trec_eval defines them; 0 for a query without a relevant document.
 *
 * @param ranked document ids, best first, each once
 */
export function measureRanking(ranked: readonly string[], judgements: Judgements): Metrics {
  return {
    "ndcg@10": computeNdcg(ranked, judgements, topDepth),
    "recall@100": computeRecall(ranked, judgements, rankingDepth),
    "mrr@10": computeReciprocalRank(ranked, judgements, topDepth),
    map: computeAveragePrecision(ranked, judgements),
  };
}

/** Only queries with at least one relevant document are measured, as in trec_eval. */
export function hasRelevant(judgements: Judgements): boolean {
  return countRelevant(judgements) > 0;
}

/**
 * Normalised discounted cumulative gain with gain 2^rel − 1 and a log2 discount (Burges et al. 2005), cut at `depth`.
 */
export function computeNdcg(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const gains = ranked.slice(0, depth).map((id) => toGain(judgements.get(id) ?? 0));
  const ideal = [...judgements.values()].map(toGain).toSorted((one, other) => other - one);
  return divide(discount(gains), discount(ideal.slice(0, depth)));
}

/** Share of the relevant documents that are among the first `depth`. */
export function computeRecall(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const found = ranked.slice(0, depth).filter((id) => isRelevant(judgements.get(id)));
  return divide(found.length, countRelevant(judgements));
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

function isRelevant(relevance = 0): boolean {
  return relevance > 0;
}

function countRelevant(judgements: Judgements): number {
  return [...judgements.values()].filter(isRelevant).length;
}

function toGain(relevance: number): number {
  return isRelevant(relevance) ? 2 ** relevance - 1 : 0;
}

function discount(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
