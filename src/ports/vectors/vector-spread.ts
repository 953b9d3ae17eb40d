import type { VectorSpread } from "../../domain/vectors/whitening.js";

/** How the kept vectors lie, read off the event loop. */
export interface SpreadReader {
  /**
   * Measured anew at each call, over a sample of some thousand vectors from all over the corpus: the same store gives
   * the same spread. Undefined while there are fewer than two different vectors.
   */
  readSpread(): Promise<VectorSpread | undefined>;
}
