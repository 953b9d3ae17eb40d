import { averageVectors, multiplyVectors, normalizeVector } from "./vector.js";
import { centreVector, transformVector, type VectorSpread } from "./whitening.js";

/** What somebody likes and dislikes, as vectors of unit length. */
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

export interface Taste {
  judge(vector: Float32Array): Verdict;
}

/** Set by measurement, as the formula was (`npm run bench -- recommend`; ARCHITECTURE.md has the figures). */
const nearestWeight = 0.5;
const dislikedWeight = 0.15;

/** The most that a score can be. */
export const highestScore = 1 + nearestWeight;

/**
 * Ranks papers for somebody of whom some examples are known, all vectors being centred:
 *
 *     w = M · mean of the liked, to unit length
 *     score(x) = w · x + 0.5 · max cos(x, liked) − 0.15 · max(0, max cos(x, disliked) − mean cos(x, liked))
 *
 * The first part is what the liked papers have in common, weighed by how much it sets them apart from the corpus (the
 * direction of Fisher's linear discriminant, 1936, against all papers). The second does justice to somebody with several
 * interests, whose mean is near none of them. The third looks at where a disliked paper is nearer than the liked ones
 * are: subtracting the disliked papers everywhere, as Rocchio does, pushes away what both sorts have in common too.
 */
export function createTaste({ liked, disliked, spread }: Examples): Taste {
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
      const score = multiplyVectors(direction, centred) + nearestWeight * best.cosine;
      if (dislikes.length === 0) return { score, nearest: best.at };
      const excess = findNearest(centred, dislikes).cosine - best.mean;
      return { score: score - dislikedWeight * Math.max(0, excess), nearest: best.at };
    },
  };
}

/** The example of the highest cosine, and the mean cosine of all. */
function findNearest(
  vector: Float32Array,
  examples: readonly Float32Array[],
): { at: number; cosine: number; mean: number } {
  let at = 0;
  let highest = -Infinity;
  let sum = 0;
  for (let place = 0; place < examples.length; place += 1) {
    const cosine = multiplyVectors(vector, examples[place]!);
    sum += cosine;
    if (cosine <= highest) continue;
    highest = cosine;
    at = place;
  }
  return { at, cosine: highest, mean: sum / examples.length };
}
