import {
  type Candidate,
  feedbackDepth,
  fuseEvidence,
  toSimilarity,
  weighFeedback,
} from "../../domain/search/fusion.js";
import type { CosineScale } from "../../domain/models/model.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { dotProduct, normalizeVector } from "../../domain/vectors/vector.js";

export interface FeedbackOptions {
  readonly vectors: ReadonlyMap<Ordinal, Float32Array>;
  readonly cosines: CosineScale;
  readonly semanticWeight: number;
}

/**
 * Pseudo-relevance feedback: the best hits of a first ranking together represent the subject of the query, and each
 * candidate is also compared with them. Candidates without a vector are not compared.
 */
export function addRelevanceFeedback(candidates: readonly Candidate[], options: FeedbackOptions): Candidate[] {
  const { vectors, cosines, semanticWeight } = options;
  const compared = candidates.filter(({ ordinal }) => vectors.has(ordinal));
  const best = fuseEvidence(compared, semanticWeight).slice(0, feedbackDepth);
  const weights = weighFeedback(best.map(({ sum }) => sum));
  const centre = normalizeVector(
    sumVectors(
      best.map(({ ordinal }) => vectors.get(ordinal)!),
      weights,
    ),
  );
  if (!centre || semanticWeight === 0) return [...candidates];
  const similarities = new Map<Ordinal, number>();
  let nearest = -Infinity;
  let farthest = Infinity;
  for (const { ordinal } of compared) {
    const near = toSimilarity(dotProduct(centre, vectors.get(ordinal)!), cosines);
    similarities.set(ordinal, near);
    nearest = Math.max(nearest, near);
    farthest = Math.min(farthest, near);
  }
  // A candidate that cannot be compared counts as the least similar; otherwise it would gain from a missing vector.
  return candidates.map((candidate) => {
    return { ...candidate, feedback: (similarities.get(candidate.ordinal) ?? farthest) - nearest };
  });
}

function sumVectors(vectors: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const [at, vector] of vectors.entries()) {
    const weight = weights[at] ?? 0;
    for (let place = 0; place < sum.length; place += 1) sum[place]! += weight * vector[place]!;
  }
  return sum;
}
