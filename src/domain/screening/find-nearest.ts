import { dotProduct } from "../vectors/vector.js";
import type { ScreeningPool } from "./pool.js";
import type { Decided } from "./rank-undecided.js";

export interface NearPaper {
  readonly place: number;
  /** Cosine of the centred vectors. */
  readonly similarity: number;
}

/** The decided papers that are most like a paper; absent without vectors. */
export interface Nearest {
  readonly included: NearPaper | undefined;
  readonly excluded: NearPaper | undefined;
}

const comparisonsAtOnce = 5_000;

/** For each of some places, in their order. */
export function* findNearest(
  { papers, spread, scales }: ScreeningPool,
  { included, excluded }: Decided,
  places: readonly number[],
): Generator<void, readonly Nearest[]> {
  let compared = 0;
  const findAmong = function* (place: number, others: readonly number[]): Generator<void, NearPaper | undefined> {
    const { vector } = papers[place]!;
    if (!vector || !spread) return undefined;
    const { mean } = spread;
    const [ownOffset, meanSquare] = [dotProduct(vector, mean), dotProduct(mean, mean)];
    let nearest: NearPaper | undefined;
    for (const other of others) {
      const otherVector = papers[other]!.vector;
      if (!otherVector) continue;
      const product = dotProduct(vector, otherVector) - ownOffset - dotProduct(otherVector, mean) + meanSquare;
      const similarity = product * scales[place]! * scales[other]!;
      if (!nearest || similarity > nearest.similarity) nearest = { place: other, similarity };
      compared += 1;
      if (compared % comparisonsAtOnce === 0) yield;
    }
    return nearest;
  };
  const found: Nearest[] = [];
  for (const place of places)
    found.push({ included: yield* findAmong(place, included), excluded: yield* findAmong(place, excluded) });
  return found;
}
