import type { Ordinal } from "../../domain/paper/paper.js";

/** The vectors and their model. */
export interface VectorStore {
  /** Fingerprint of the model of the stored vectors; undefined before the first. */
  readFingerprint(): Promise<string | undefined>;
  /**
   * Sets the model of the vectors. A fingerprint other than the previous one drops all vectors, and every paper waits
   * again.
   */
  resetFingerprint(fingerprint: string): Promise<void>;
  /** The vectors of these papers, in their order; `undefined` for a paper without one. */
  listVectors(ordinals: readonly Ordinal[]): Promise<readonly (Float32Array | undefined)[]>;
  readVectors(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, Float32Array>>;
}
