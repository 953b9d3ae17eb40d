/** The rounding error of float32 in the squared length of a unit vector, with a margin. */
const unitTolerance = 1e-6;

/**
 * Scales a vector to unit length; `undefined` for a zero or non-finite vector. A unit vector is returned unchanged, bit
 * for bit, so that exporting and importing a vector never alters it.
 */
export function normalizeVector(vector: Float32Array): Float32Array | undefined {
  const squares = sumSquares(vector);
  if (!Number.isFinite(squares) || squares === 0) return undefined;
  if (Math.abs(squares - 1) < unitTolerance) return vector;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}

/** Whether the length is 1 within rounding error; false for NaN, Infinity and zero vectors. */
export function isUnitVector(vector: Float32Array): boolean {
  return Math.abs(sumSquares(vector) - 1) < 1e-3;
}

/** The squared length of a vector; not finite if one of its numbers is not. */
export function sumSquares(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) squares += vector[index]! * vector[index]!;
  return squares;
}

/** The reason why a vector cannot be stored: it must have the model's dimensions and unit length. */
export function findFlaw(vector: Float32Array, dimensions: number): string | undefined {
  if (vector.length !== dimensions) return `expected ${dimensions} numbers, received ${vector.length}`;
  if (!vector.every(Number.isFinite)) return "expected finite numbers";
  if (isUnitVector(vector)) return undefined;
  return `expected a vector of length 1, received length ${Math.sqrt(sumSquares(vector)).toPrecision(3)}`;
}

/** Mean of at least one vector; all must have the same dimensions. */
export function averageVectors(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let index = 0; index < mean.length; index += 1)
      mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length;
  }
  return mean;
}

/** Inner product, which is the cosine of unit vectors. Four independent sums are faster than one. */
export function dotProduct(one: Float32Array, other: Float32Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const whole = one.length - (one.length % 4);
  for (let index = 0; index < whole; index += 4) {
    first += one[index]! * other[index]!;
    second += one[index + 1]! * other[index + 1]!;
    third += one[index + 2]! * other[index + 2]!;
    fourth += one[index + 3]! * other[index + 3]!;
  }
  for (let index = whole; index < one.length; index += 1) first += one[index]! * other[index]!;
  return first + second + third + fourth;
}
