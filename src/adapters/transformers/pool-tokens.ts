import { sumSquares } from "../../domain/vectors/vector.js";

/** What the model gives for one text: tokens × dimensions floats, and what is padded after them. */
export interface TokenVectors {
  readonly data: Float32Array;
  readonly tokens: number;
  readonly dimensions: number;
}

/**
 * One vector of length 1 for a text: that of its first token, or the mean of all its tokens. What the model gets wrong
 * (NaN, Infinity, all zeros) stays visible in the vector; `isUnitVector` tells.
 */
export function poolTokens({ data, tokens, dimensions }: TokenVectors, pooling: "cls" | "mean"): Float32Array {
  const vector = data.slice(0, dimensions);
  if (pooling === "mean") {
    for (let at = dimensions; at < tokens * dimensions; at += 1) vector[at % dimensions]! += data[at]!;
  }
  // Dividing the sum by the number of tokens would change nothing: the length is made 1 next.
  return scaleToUnit(vector);
}

function scaleToUnit(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(sumSquares(vector));
  if (norm > 0) for (let at = 0; at < vector.length; at += 1) vector[at]! /= norm;
  return vector;
}
