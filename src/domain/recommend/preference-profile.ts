import { averageVectors, dotProduct, normalizeVector } from "../vectors/vector.js";
import { centreVector, transformVector, type VectorSpread } from "../vectors/whitening.js";

/** Liked and disliked papers, as unit vectors. */
export interface Examples {
  /** One at least. */
  readonly liked: readonly Float32Array[];
  readonly disliked: readonly Float32Array[];
  /** Undefined for a corpus too small to have one: vectors are then compared as they are. */
  readonly spread: VectorSpread | undefined;
}

export interface Verdict {
  /** At most 1.5; means nothing but that more is better. */
  readonly score: number;
  /** Place, in `liked`, of the example that the paper owes most to. */
  readonly nearest: number;
}

export interface PreferenceProfile {
  judge(vector: Float32Array): Verdict;
}

/** Set by measurement, as the formula was (`npm run bench -- recommend`; docs/ranking.md has the figures). */
const nearestWeight = 0.5;
const dislikedWeight = 0.05;

/** The most that a score can be. */
export const maxPreferenceScore = 1 + nearestWeight;

/**
 * Ranks papers by liked and disliked examples, with all vectors centred:
 *
 *     w = M · mean of the liked, to unit length
 *     score(x) = w · x + 0.5 · max cos(x, liked) − 0.05 · max(0, max cos(x, disliked))
 *
 * The first part is what the liked papers have in common, weighed by how much it sets them apart from the corpus (the
 * direction of Fisher's linear discriminant, 1936, against all papers). The second serves readers with several
 * interests, whose mean is near none of them. The third is small, as what is disliked has much in common with what is
 * liked: subtracting the mean of the disliked papers, as Rocchio does, pushes that away too.
 */
export function createPreferenceProfile({ liked, disliked, spread }: Examples): PreferenceProfile {
  const centre = (vector: Float32Array) => (spread ? centreVector(vector, spread.mean) : vector);
  const likes = liked.map(centre);
  const dislikes = disliked.map(centre);
  const mean = averageVectors(likes);
  const aim = spread ? transformVector(spread.whitening, mean) : mean;
  // Liked papers that are each other's opposites have nothing in common: what is left is the nearest one.
  const direction = normalizeVector(aim) ?? aim;
  return {
    judge(vector) {
      const centred = centre(vector);
      const best = findNearest(centred, likes);
      const worst = findNearest(centred, dislikes);
      const liking = dotProduct(direction, centred) + nearestWeight * best.cosine;
      return { score: liking - dislikedWeight * Math.max(0, worst.cosine), nearest: best.at };
    },
  };
}

/** The example of the highest cosine; without an example a cosine of 0. */
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
