import type { Ordinal } from "../../domain/paper/paper.js";

/** The vectors, and the model they are of. */
export interface VectorStore {
  /** Fingerprint of the model that the kept vectors are of; undefined before the first. */
  readFingerprint(): Promise<string | undefined>;
  /** Names the model of the vectors to come. With another fingerprint than before, all vectors are dropped and every paper waits again. */
  resetFingerprint(fingerprint: string): Promise<void>;
  readVectors(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, Float32Array>>;
}
