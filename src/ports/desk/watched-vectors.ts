/** Vectors that new papers are compared with: those of questions and of papers that are followed. */
export interface WatchedVectors {
  /** Adds or replaces vectors of unit length by their keys, which are small numbers. */
  put(entries: readonly WatchedVector[]): Promise<void>;
  /** Absent keys are no error. */
  remove(keys: readonly number[]): Promise<void>;
  /** For each of these vectors, the watched ones with at least this cosine: nearest first, with the recall of a search. */
  findWithin(vectors: readonly Float32Array[], least: number): Promise<readonly NearKeys[]>;
  close(): Promise<void>;
}

export interface WatchedVector {
  readonly key: number;
  readonly vector: Float32Array;
}

export interface NearKeys {
  readonly keys: Int32Array;
  readonly cosines: Float64Array;
}
