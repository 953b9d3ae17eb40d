import { averageVectors, dotProduct, normalizeVector } from "../vectors/vector.js";
import { centreVector, transformVector, type VectorSpread } from "../vectors/whitening.js";

/** Liked and disliked papers, as unit vectors. */
export interface Examples {
  /** At least one. */
  readonly liked: readonly Float32Array[];
  readonly disliked: readonly Float32Array[];
  /** Undefined if the corpus is too small to measure it: vectors are then compared without centring. */
  readonly spread: VectorSpread | undefined;
}

export interface Rating {
  /** At most 1.5, for ranking only: higher is better. */
  readonly score: number;
  /** Index in `liked` of the example that contributes most to the score. */
  readonly nearest: number;
}

export interface PreferenceProfile {
  rate(vector: Float32Array): Rating;
}

/** Chosen by measurement, like the formula (`npm run bench -- recommend`; figures in docs/ranking.md). */
const nearestWeight = 0.5;
const dislikedWeight = 0.05;

/** Upper bound of a score. */
export const maxPreferenceScore = 1 + nearestWeight;

/**
 * Ranks papers by liked and disliked examples, with all vectors centred:
 *
 *     w = M · mean of the liked, to unit length
 *     score(x) = w · x + 0.5 · max cos(x, liked) − 0.05 · max(0, max cos(x, disliked))
 *
 * The first term is what the liked papers have in common, weighted by how well it distinguishes them from the corpus
 * (the direction of Fisher's linear discriminant, 1936, against all papers). The second helps readers with several
 * interests, whose mean is close to none of them. The third is small because disliked papers have much in common with
 * liked ones: subtracting the mean of the disliked papers, as Rocchio does, would penalise that as well.
 */
export function createPreferenceProfile({ liked, disliked, spread }: Examples): PreferenceProfile {
  const centre = (vector: Float32Array) => (spread ? centreVector(vector, spread.mean) : vector);
  const likes = liked.map(centre);
  const dislikes = disliked.map(centre);
  const mean = averageVectors(likes);
  const aim = spread ? transformVector(spread.whitening, mean) : mean;
  // Opposite liked papers cancel out to a zero mean: only the term for the nearest one remains.
  const direction = normalizeVector(aim) ?? aim;
  return {
    rate(vector) {
      const centred = centre(vector);
      const best = findNearest(centred, likes);
      const worst = findNearest(centred, dislikes);
      const liking = dotProduct(direction, centred) + nearestWeight * best.cosine;
      return { score: liking - dislikedWeight * Math.max(0, worst.cosine), nearest: best.at };
    },
  };
}

/** The example with the highest cosine; a cosine of 0 without examples. */
function findNearest(
  vector: Float32Array,
  examples: readonly Float32Array[],
): { readonly at: number; readonly cosine: number } {
  let at = 0;
  let highest = examples.length === 0 ? 0 : -Infinity;
  for (let place = 0; place < examples.length; place += 1) {
    const cosine = dotProduct(vector, examples[place]!);
    if (cosine <= highest) continue;
    highest = cosine;
    at = place;
  }
  return { at, cosine: highest };
}
