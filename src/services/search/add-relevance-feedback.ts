import {
  type Candidate,
  feedbackDepth,
  fuseEvidence,
  toSimilarity,
  weighFeedback,
} from "../../domain/search/fusion.js";
import type { CosineScale } from "../../domain/models/model.js";
import { dotProduct, normalizeVector } from "../../domain/vectors/vector.js";

export interface FeedbackOptions {
  /** In the order of the candidates. */
  readonly vectors: readonly (Float32Array | undefined)[];
  readonly cosines: CosineScale;
  readonly semanticWeight: number;
}

/**
 * Pseudo-relevance feedback: the best hits of a first ranking together represent the subject of the query, and each
 * candidate is also compared with them. Candidates without a vector are not compared.
 */
export function addRelevanceFeedback(candidates: readonly Candidate[], options: FeedbackOptions): readonly Candidate[] {
  const { vectors, cosines, semanticWeight } = options;
  if (semanticWeight === 0) return candidates;
  const vectorOf = new Map(candidates.map(({ ordinal }, place) => [ordinal, vectors[place]]));
  const compared = candidates.filter((_, place) => vectors[place] !== undefined);
  const best = fuseEvidence(compared, semanticWeight).slice(0, feedbackDepth);
  const weights = weighFeedback(best.map(({ sum }) => sum));
  const centre = normalizeVector(
    sumVectors(
      best.map(({ ordinal }) => vectorOf.get(ordinal)!),
      weights,
    ),
  );
  if (!centre) return candidates;
  const similarities = vectors.map((vector) => vector && toSimilarity(dotProduct(centre, vector), cosines));
  let nearest = -Infinity;
  let farthest = Infinity;
  for (const similarity of similarities) {
    if (similarity === undefined) continue;
    nearest = Math.max(nearest, similarity);
    farthest = Math.min(farthest, similarity);
  }
  // A candidate that cannot be compared counts as the least similar; otherwise it would gain from a missing vector.
  return candidates.map((candidate, place) => ({
    ...candidate,
    feedback: (similarities[place] ?? farthest) - nearest,
  }));
}

function sumVectors(vectors: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const [at, vector] of vectors.entries()) {
    const weight = weights[at] ?? 0;
    for (let place = 0; place < sum.length; place += 1) sum[place]! += weight * vector[place]!;
  }
  return sum;
}
