/** Graded judgements of one query: document id → relevance, 0 for not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain with gain 2^rel − 1 and a log2 discount (Burges et al. 2005), cut at `depth`.
 * 0 for a query that has no relevant document.
 *
 * @param ranked document ids, best first
 */
export function computeNdcg(ranked: readonly string[], judgements: Judgements, depth: number): number {
  const gains = ranked.slice(0, depth).map((id) => toGain(judgements.get(id) ?? 0));
  const ideal = [...judgements.values()].map(toGain).toSorted((one, other) => other - one);
  const best = discount(ideal.slice(0, depth));
  return best === 0 ? 0 : discount(gains) / best;
}

function toGain(relevance: number): number {
  return relevance > 0 ? 2 ** relevance - 1 : 0;
}

function discount(gains: readonly number[]): number {
  return gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
}
