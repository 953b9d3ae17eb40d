import { groupInterests } from "./interests.js";
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
  /** Number of the interest for which the score is the highest. */
  readonly interest: number;
}

export interface PreferenceProfile {
  /** Indices in `liked`, by interest. */
  readonly interests: readonly (readonly number[])[];
  /**
   * For each interest, the direction in which scores grow: w + 0.5 · mean of the liked papers, to unit length.
   * Undefined where opposite liked papers cancel out.
   */
  readonly aims: readonly (Float32Array | undefined)[];
  rate(vector: Float32Array): Rating;
}

/** Chosen by measurement, like the formula (`npm run bench -- recommend`; figures in docs/ranking.md). */
const nearestWeight = 0.5;
const dislikedWeight = 0.1;
/** Papers of one topic seldom have a higher cosine. */
const nearDisliked = 0.6;

/** Upper bound of a score. */
export const maxPreferenceScore = 1 + nearestWeight;

/**
 * Ranks papers by liked and disliked examples, with all vectors centred. Liked papers about different subjects are
 * different interests; a paper's score is that for the interest that it serves best:
 *
 *     w = M · mean of the interest's liked papers, to unit length
 *     d = max cos(x, disliked)
 *     score(x) = w · x + 0.5 · max cos(x, the interest's liked papers) − 0.1 · max(0, d) − max(0, d − 0.6)
 *
 * The first term is what the liked papers have in common, weighted by how well it distinguishes them from the corpus
 * (the direction of Fisher's linear discriminant, 1936, against all papers). The second keeps papers near a single liked
 * one. Disliked papers have much in common with liked ones, so being like one costs little, and only its near neighbours
 * drop out: subtracting the mean of the disliked papers, as Rocchio does, would penalise what they share as well.
 */
export function createPreferenceProfile({ liked, disliked, spread }: Examples): PreferenceProfile {
  const centre = (vector: Float32Array) => (spread ? centreVector(vector, spread.mean) : vector);
  const likes = liked.map(centre);
  const dislikes = disliked.map(centre);
  // Without centring, all papers are alike.
  const interests = spread ? groupInterests(likes) : [[...likes.keys()]];
  const aims = interests.map((places) => aimAt(places, likes, spread));
  const direct = (vector: Float32Array) => ({ vector, offset: spread ? dotProduct(vector, spread.mean) : 0 });
  const directions = aims.map(({ places, direction }) => ({ places, direction: direct(direction) }));
  const [liking, disliking] = [likes.map(direct), dislikes.map(direct)];
  const readScale = spread ? createScaleReader(spread.mean) : () => 1;
  return {
    interests,
    aims: aims.map(({ direction, mean }) => normalizeVector(addScaled(direction, mean, nearestWeight))),
    rate(vector) {
      const scale = readScale(vector);
      // The product with (x − m) / |x − m|, without making this vector.
      const product = (other: Direction) => (dotProduct(vector, other.vector) - other.offset) * scale;
      let best = { score: -Infinity, nearest: 0, interest: 0 };
      for (const [interest, { places, direction }] of directions.entries()) {
        const { at, cosine } = findNearest(liking, places, product);
        const score = product(direction) + nearestWeight * cosine;
        if (score > best.score) best = { score, nearest: at, interest };
      }
      const dislike = disliking.reduce((most, other) => Math.max(most, product(other)), 0);
      const penalty = dislikedWeight * dislike + Math.max(0, dislike - nearDisliked);
      return { ...best, score: best.score - penalty };
    },
  };
}

interface Aim {
  readonly places: readonly number[];
  readonly direction: Float32Array;
  /** Of the liked papers, to unit length. */
  readonly mean: Float32Array;
}

function aimAt(places: readonly number[], likes: readonly Float32Array[], spread: VectorSpread | undefined): Aim {
  const mean = averageVectors(places.map((place) => likes[place]!));
  const aim = spread ? transformVector(spread.whitening, mean) : mean;
  // Opposite liked papers cancel out to a zero mean: only the term for the nearest one remains.
  return { places, direction: normalizeVector(aim) ?? aim, mean: normalizeVector(mean) ?? mean };
}

/** one + weight · other */
function addScaled(one: Float32Array, other: Float32Array, weight: number): Float32Array {
  return one.map((value, place) => value + weight * other[place]!);
}

/** 1 / |x − m|, or 0 for the mean m itself. */
function createScaleReader(mean: Float32Array): (vector: Float32Array) => number {
  const squareOfMean = dotProduct(mean, mean);
  return (vector) => {
    const square = dotProduct(vector, vector) - 2 * dotProduct(vector, mean) + squareOfMean;
    return square > 0 ? 1 / Math.sqrt(square) : 0;
  };
}

interface Direction {
  readonly vector: Float32Array;
  /** Its product with the mean of all vectors. */
  readonly offset: number;
}

/** The first of the examples with the highest cosine. */
function findNearest(
  examples: readonly Direction[],
  places: readonly number[],
  product: (example: Direction) => number,
): { readonly at: number; readonly cosine: number } {
  let at = places[0] ?? 0;
  let highest = -Infinity;
  for (const place of places) {
    const cosine = product(examples[place]!);
    if (cosine <= highest) continue;
    highest = cosine;
    at = place;
  }
  return { at, cosine: highest };
}
