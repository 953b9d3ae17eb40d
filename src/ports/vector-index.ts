import type { RankedPaper } from "../domain/hit.js";
import type { OrdinalSet } from "../domain/ordinal-set.js";
import type { Ordinal } from "../domain/paper.js";

export interface VectorChanges {
  /** Unit-length vectors of the index' dimensions. */
  readonly put: readonly { readonly ordinal: Ordinal; readonly vector: Float32Array }[];
  readonly removed: readonly Ordinal[];
  readonly lastChange: number;
}

export interface VectorQuery {
  /** Unit length. */
  readonly vector: Float32Array;
  readonly limit: number;
  readonly allow?: OrdinalSet;
}

/**
 * Nearest neighbours by inner product. A cache of the store, like the keyword index; it belongs to one model
 * fingerprint and starts again from 0 when opened for another.
 */
export interface VectorIndex {
  readonly lastChange: number;
  readonly count: number;
  /** Applies changes in order and sets `lastChange`. A vector replaces an earlier one of the same ordinal. */
  apply(changes: VectorChanges): Promise<void>;
  /** At most `limit` papers, nearest first; the score is the cosine, −1 to 1. Fewer only when fewer are allowed. */
  search(query: VectorQuery): Promise<readonly RankedPaper[]>;
  /** Writes the index to its folder atomically. Concurrent calls share one write. Throws `unavailable` (disk full …). */
  save(): Promise<void>;
  close(): Promise<void>;
}
