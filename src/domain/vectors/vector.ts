/** What rounding to float32 makes of the square of a unit vector's length, and some more. */
const unitTolerance = 1e-6;

/**
 * Brings a vector to unit length; `undefined` when it has none (all zero, or not finite). A unit vector is
 * returned unchanged, bit for bit, so that exporting and importing a vector never alters it.
 */
export function normalizeVector(vector: Float32Array): Float32Array | undefined {
  const squares = sumSquares(vector);
  if (!Number.isFinite(squares) || squares === 0) return undefined;
  if (Math.abs(squares - 1) < unitTolerance) return vector;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}

/** A length of 1, but for rounding; false for NaN, Infinity and zero vectors. */
export function isUnitVector(vector: Float32Array): boolean {
  return Math.abs(sumSquares(vector) - 1) < 1e-3;
}

/** The square of a vector's length; not finite where one of its numbers is not. */
export function sumSquares(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares;
}

/** Says why a vector may not be kept: every one must have the model's dimensions and unit length. */
export function findFlaw(vector: Float32Array, dimensions: number): string | undefined {
  if (vector.length !== dimensions) return `${vector.length} numbers came where ${dimensions} were expected`;
  if (!vector.every(Number.isFinite)) return "numbers came that are not finite";
  if (isUnitVector(vector)) return undefined;
  return `a vector of length ${Math.sqrt(sumSquares(vector)).toPrecision(3)} came where 1 was expected`;
}

/** Mean of vectors of one length; at least one is needed. */
export function averageVectors(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let index = 0; index < mean.length; index += 1)
      mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length;
  }
  return mean;
}

/** Inner product; of unit vectors, their cosine. Four sums side by side keep the processor busier than one. */
export function dotProduct(one: Float32Array, other: Float32Array): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
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
