import type { RankedPaper } from "../search/hit.js";
import type { Ordinal } from "../paper/paper.js";
import { dotProduct } from "../vectors/vector.js";

export interface DiversityOptions {
  readonly vectors: ReadonlyMap<Ordinal, Float32Array>;
  /** Converts the cosine of two papers to the scale of the scores; by default the scores are cosines. */
  readonly measureSimilarity?: (cosine: number) => number;
  /** 0 keeps the order; 1 considers only the dissimilarity to the papers already picked. */
  readonly diversity: number;
  readonly limit: number;
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): repeatedly picks the paper with the highest score after
 * subtracting its similarity to the most similar picked paper. The best paper is always first, and papers without a
 * vector come last, in their original order.
 *
 * @param ranked best first
 */
export function pickDiverse<T extends RankedPaper>(
  ranked: readonly T[],
  { vectors, measureSimilarity = (cosine) => cosine, diversity, limit }: DiversityOptions,
): T[] {
  const rest = ranked.flatMap((paper) => {
    const vector = vectors.get(paper.ordinal);
    return vector ? [{ paper, vector, similarity: -Infinity }] : [];
  });
  const picked: T[] = [];
  let next = rest.shift();
  while (next && picked.length < limit) {
    picked.push(next.paper);
    let best = 0;
    let most = -Infinity;
    for (const [at, other] of rest.entries()) {
      other.similarity = Math.max(other.similarity, measureSimilarity(dotProduct(next.vector, other.vector)));
      const worth = (1 - diversity) * other.paper.score - diversity * other.similarity;
      if (worth > most) [best, most] = [at, worth];
    }
    [next] = rest.splice(best, 1);
  }
  return [...picked, ...ranked.filter(({ ordinal }) => !vectors.has(ordinal))].slice(0, limit);
}
