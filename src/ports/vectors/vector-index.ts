import type { RankedPaper } from "../../domain/search/hit.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";

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

/** Two papers whose vectors are near each other. */
export interface NearPair {
  readonly ordinal: Ordinal;
  readonly other: Ordinal;
  /** Cosine. */
  readonly similarity: number;
}

/** Lists of neighbours, one after another, nearest first. */
export interface NeighbourLists {
  /** Length of each list. */
  readonly counts: Int32Array;
  readonly ordinals: Int32Array;
  /** Cosines, by the side of `ordinals`. */
  readonly scores: Float32Array;
}

/**
 * Nearest neighbours by inner product. A cache of the store, like the keyword index; it belongs to one model
 * fingerprint and starts again from 0 when opened for another.
 */
export interface VectorIndex {
  readonly lastChange: number;
  readonly count: number;
  /**
   * Applies changes in order and sets `lastChange`. A vector replaces an earlier one of the same ordinal. Gives the
   * pairs of an added paper and one that the index held by then, at a cosine of `minPairSimilarity` or more: for each
   * added paper its nearest four at most, found with the recall of a quick search. Order within a pair says nothing.
   */
  apply(changes: VectorChanges): Promise<readonly NearPair[]>;
  /** At most `limit` papers, nearest first; the score is the cosine, −1 to 1. Fewer only when fewer are allowed. */
  search(query: VectorQuery): Promise<readonly RankedPaper[]>;
  /**
   * For each paper the nearest others, at most `limit`; an empty list for one that the index does not hold. Searches
   * are answered in between.
   */
  listNeighbours(query: {
    readonly of: readonly Ordinal[];
    readonly limit: number;
    readonly allow?: OrdinalSet;
  }): Promise<NeighbourLists>;
  /** Writes the index to its folder atomically. Concurrent calls share one write. Throws `unavailable` (disk full …). */
  save(): Promise<void>;
  close(): Promise<void>;
}
