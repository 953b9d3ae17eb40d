import { sumSquares } from "../../domain/vectors/vector.js";

/** The model's output for one text: tokens × dimensions floats, followed by padding. */
export interface TokenVectors {
  readonly data: Float32Array;
  readonly tokens: number;
  readonly dimensions: number;
}

/**
 * One vector of length 1 for a text: that of its first token, or the mean of all its tokens. Invalid numbers of the
 * model (NaN, Infinity, all zeros) stay visible in the vector; `isUnitVector` detects them.
 */
export function poolTokens({ data, tokens, dimensions }: TokenVectors, pooling: "cls" | "mean"): Float32Array {
  const vector = data.slice(0, dimensions);
  if (pooling === "mean") {
    for (let at = dimensions; at < tokens * dimensions; at += 1) vector[at % dimensions]! += data[at]!;
  }
  // Dividing the sum by the number of tokens is unnecessary: the vector is normalised next.
  return scaleToUnit(vector);
}

function scaleToUnit(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(sumSquares(vector));
  if (norm > 0) for (let at = 0; at < vector.length; at += 1) vector[at]! /= norm;
  return vector;
}
