import { dotProduct } from "../vectors/vector.js";

/** How the vectors of the papers that are screened are distributed. */
export interface PoolSpread {
  /** d numbers. */
  readonly mean: Float32Array;
  /** Σ + (tr Σ / d) I for the centred vectors, to unit length: d × d, row-major (shrinkage, Ledoit and Wolf 2004). */
  readonly covariance: Float64Array;
}

/** More vectors change the covariance by little. */
const maxSample = 3_000;
/** About as many multiplications, before yielding to the event loop, as take up to 8 ms. */
const productsAtOnce = 1_000_000;

/** Measures up to 3,000 of the vectors, evenly spaced. Undefined if there are none, or all are equal. */
export function* measurePool(vectors: readonly Float32Array[]): Generator<void, PoolSpread | undefined> {
  const size = vectors[0]?.length ?? 0;
  const mean = yield* averageInSteps(vectors, size);
  const covariance = new Float64Array(size * size);
  const step = Math.max(1, vectors.length / maxSample);
  const rowsAtOnce = Math.max(1, Math.floor(productsAtOnce / (size * size || 1)));
  let sampled = 0;
  for (let at = 0; at < vectors.length; at += step) {
    addProducts(covariance, centre(vectors[Math.floor(at)]!, mean));
    sampled += 1;
    if (sampled % rowsAtOnce === 0) yield;
  }
  let trace = 0;
  for (let place = 0; place < size; place += 1) trace += covariance[place * size + place]! / sampled;
  if (!(trace > 0)) return undefined;
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      const value = covariance[row * size + column]! / sampled + (row === column ? trace / size : 0);
      covariance[row * size + column] = value;
      covariance[column * size + row] = value;
    }
  return { mean, covariance };
}

function* averageInSteps(vectors: readonly Float32Array[], size: number): Generator<void, Float32Array> {
  const sum = new Float64Array(size);
  const rowsAtOnce = Math.max(1, Math.floor(productsAtOnce / (size || 1)));
  for (const [place, vector] of vectors.entries()) {
    for (let at = 0; at < size; at += 1) sum[at]! += vector[at]!;
    if (place % rowsAtOnce === rowsAtOnce - 1) yield;
  }
  return Float32Array.from(sum, (value) => value / Math.max(1, vectors.length));
}

/** (x − m) / |x − m| in full precision; all zero for the mean itself. */
function centre(vector: Float32Array, mean: Float32Array): Float64Array {
  const centred = Float64Array.from(vector, (value, at) => value - mean[at]!);
  const scale = 1 / (Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0)) || 1);
  return centred.map((value) => value * scale);
}

/** Adds x xᵀ to the lower triangle. */
function addProducts(matrix: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let row = 0; row < size; row += 1) {
    const value = vector[row]!;
    for (let column = 0, at = row * size; column <= row; column += 1, at += 1) matrix[at]! += value * vector[column]!;
  }
}

/** 1 ÷ |x − m|; 0 for the mean itself. */
export function scaleCentred(vector: Float32Array, mean: Float32Array): number {
  const squares = dotProduct(vector, vector) - 2 * dotProduct(vector, mean) + dotProduct(mean, mean);
  return squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
}

const maxIterations = 60;
const tolerance = 1e-4;

/**
 * Solves (Σ + λ I) w = b by conjugate gradients (Hestenes and Stiefel 1952). The shrinkage keeps the condition number
 * low, so that some twenty products with the matrix suffice; inverting it would cost hundreds of times as much.
 */
export function* solveSpread({ covariance }: PoolSpread, target: Float64Array): Generator<void, Float64Array> {
  const size = target.length;
  const solution = new Float64Array(size);
  const rest = target.slice();
  let direction = rest.slice();
  let squares = product(rest, rest);
  const goal = squares * tolerance * tolerance;
  for (let turn = 0; turn < maxIterations && squares > goal; turn += 1) {
    const moved = multiply(covariance, direction);
    const step = squares / product(direction, moved);
    for (let at = 0; at < size; at += 1) {
      solution[at]! += step * direction[at]!;
      rest[at]! -= step * moved[at]!;
    }
    const before = squares;
    squares = product(rest, rest);
    direction = direction.map((value, at) => rest[at]! + (squares / before) * value);
    if (turn % 10 === 9) yield;
  }
  return solution;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, row) => {
    let sum = 0;
    for (let column = 0, at = row * size; column < size; column += 1, at += 1) sum += matrix[at]! * vector[column]!;
    return sum;
  });
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at]! * other[at]!;
  return sum;
}
