import type { VectorSpread } from "../../domain/vectors/whitening.js";

/** The distribution of the stored vectors, read off the event loop. */
export interface SpreadReader {
  /**
   * Measured at each call over a sample of a few thousand vectors from the whole corpus: the same store gives the same
   * spread. Undefined while there are fewer than two different vectors.
   */
  readSpread(): Promise<VectorSpread | undefined>;
}
