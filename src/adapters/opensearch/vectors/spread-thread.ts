import { measureSpread, type VectorSpread } from "../../../domain/vectors/whitening.js";

export interface SpreadTask {
  /** One after the other. */
  readonly numbers: Float32Array;
  readonly dimensions: number;
}

export default function measure({ numbers, dimensions }: SpreadTask): VectorSpread | undefined {
  const count = numbers.length / dimensions;
  const vectors = Array.from({ length: count }, (_, at) => numbers.subarray(at * dimensions, (at + 1) * dimensions));
  return measureSpread(vectors);
}
