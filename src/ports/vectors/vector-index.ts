import type { RankedColumns } from "../../domain/search/hit.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";

export interface VectorChanges {
  /** Unit-length vectors of the index's dimensions. */
  readonly put: readonly { readonly ordinal: Ordinal; readonly vector: Float32Array }[];
  readonly removed: readonly Ordinal[];
  readonly lastChange: number;
}

export interface VectorQuery {
  /** Unit length. */
  readonly vector: Float32Array;
  readonly limit: number;
  readonly allow?: PaperSet | undefined;
}

/** Two papers whose vectors are similar. */
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
  /** Cosines, parallel to `ordinals`. */
  readonly scores: Float32Array;
}

/** Nearest neighbours by inner product. */
export interface VectorSearch {
  /** The vectors that can be found; in a distributed engine, as many as there were some seconds ago. */
  readonly count: number;
  /** At most `limit` papers, nearest first; the score is the cosine, −1 to 1. Fewer only when fewer are allowed. */
  search(query: VectorQuery): Promise<RankedColumns>;
  /**
   * For each paper its nearest others, at most `limit`; an empty list for a paper that is not in the index. Searches
   * are answered in between.
   */
  listNeighbours(query: {
    readonly of: readonly Ordinal[];
    readonly limit: number;
    readonly allow?: PaperSet | undefined;
  }): Promise<NeighbourLists>;
}

/**
 * An index in this process: a cache of the store, like the keyword index. It belongs to one model fingerprint and starts
 * again from 0 when opened for another.
 */
export interface VectorIndex extends VectorSearch {
  readonly lastChange: number;
  /**
   * Applies changes in order and sets `lastChange`. A vector replaces an earlier one of the same ordinal. Returns pairs
   * of an added paper and a paper already in the index with a cosine of at least `minPairSimilarity`: for each added
   * paper at most its nearest four, found with the recall of a fast search. Order within a pair has no meaning.
   */
  apply(changes: VectorChanges): Promise<readonly NearPair[]>;
  /**
   * Writes the index to its folder atomically. Concurrent calls share one write. Throws `unavailable` (disk full …).
   */
  save(): Promise<void>;
  close(): Promise<void>;
}
