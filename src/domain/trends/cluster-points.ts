import { createRandom } from "../evaluation/resampling.js";

/** Unit vectors, row after row. */
export interface PointRows {
  readonly rows: Float32Array;
  /** Numbers in a row. */
  readonly size: number;
}

/** Rounds after which few points still move. */
const rounds = 8;

const seed = 7;

/**
 * Spherical k-means (Dhillon and Modha 2001): centres of unit length, each the direction of the sum of the points that
 * are nearest to it by cosine. Starts from points drawn with probability proportional to their squared distance from
 * the centres so far (Arthur and Vassilvitskii 2007). The same points give the same centres.
 *
 * @returns at most `wanted` centres, row after row
 */
export function clusterPoints({ rows, size }: PointRows, wanted: number): Float32Array {
  const count = rows.length / size;
  const centres = chooseStart({ rows, size }, Math.min(wanted, count));
  const nearest = new Int32Array(count);
  for (let round = 0; round < rounds; round += 1) {
    for (let point = 0; point < count; point += 1)
      nearest[point] = findNearest(rows.subarray(point * size, (point + 1) * size), centres);
    moveCentres(centres, { rows, size }, nearest);
  }
  return centres;
}

/** The index of the centre with the largest inner product. */
export function findNearest(point: Float32Array, centres: Float32Array): number {
  const size = point.length;
  const count = centres.length / size;
  let best = 0;
  let bestScore = -Infinity;
  // Four sums at once do not wait for each other.
  for (let centre = 0; centre < count; centre += 4) {
    const one = centre * size;
    // The last centre takes the places that are left over.
    const two = Math.min(centre + 1, count - 1) * size;
    const three = Math.min(centre + 2, count - 1) * size;
    const four = Math.min(centre + 3, count - 1) * size;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let place = 0; place < size; place += 1) {
      const value = point[place]!;
      first += value * centres[one + place]!;
      second += value * centres[two + place]!;
      third += value * centres[three + place]!;
      fourth += value * centres[four + place]!;
    }
    if (first > bestScore) [best, bestScore] = [centre, first];
    if (second > bestScore) [best, bestScore] = [centre + 1, second];
    if (third > bestScore) [best, bestScore] = [centre + 2, third];
    if (fourth > bestScore) [best, bestScore] = [centre + 3, fourth];
  }
  return best;
}

function chooseStart({ rows, size }: PointRows, wanted: number): Float32Array {
  const count = rows.length / size;
  const random = createRandom(seed);
  const centres = new Float32Array(wanted * size);
  const distances = new Float64Array(count).fill(1);
  for (let centre = 0; centre < wanted; centre += 1) {
    const chosen = drawByWeight(distances, random());
    centres.set(rows.subarray(chosen * size, (chosen + 1) * size), centre * size);
    for (let point = 0; point < count; point += 1) {
      let cosine = 0;
      for (let place = 0; place < size; place += 1)
        cosine += rows[point * size + place]! * centres[centre * size + place]!;
      // 2 (1 − cos) is the squared distance of unit vectors.
      distances[point] = Math.min(distances[point]!, Math.max(0, 1 - cosine));
    }
  }
  return centres;
}

function drawByWeight(weights: Float64Array, share: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = share * total;
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}

/** A centre without points stays where it is. */
function moveCentres(centres: Float32Array, { rows, size }: PointRows, nearest: Int32Array): void {
  const sums = new Float64Array(centres.length);
  for (let point = 0; point < nearest.length; point += 1) {
    const start = nearest[point]! * size;
    for (let place = 0; place < size; place += 1) sums[start + place]! += rows[point * size + place]!;
  }
  for (let start = 0; start < centres.length; start += size) {
    let squares = 0;
    for (let place = 0; place < size; place += 1) squares += sums[start + place]! ** 2;
    if (squares === 0) continue;
    const scale = 1 / Math.sqrt(squares);
    for (let place = 0; place < size; place += 1) centres[start + place] = sums[start + place]! * scale;
  }
}
