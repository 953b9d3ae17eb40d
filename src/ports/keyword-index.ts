import type { RankedPaper } from "../domain/hit.js";
import type { OrdinalSet } from "../domain/ordinal-set.js";
import type { Ordinal } from "../domain/paper.js";

/** The words of one paper, field by field. Fields weigh differently in the score. */
export interface KeywordDocument {
  readonly ordinal: Ordinal;
  readonly title: string;
  readonly abstract: string;
  /** Authors and keywords of the paper, joined. */
  readonly extra: string;
}

export interface KeywordQuery {
  readonly text: string;
  /** How many hits to return at most. */
  readonly limit: number;
  /** Only these papers may be found. */
  readonly allow?: OrdinalSet;
  /** Papers of another list: `probed` tells how many of them hold a term of the query. */
  readonly probe?: OrdinalSet;
}

export interface KeywordHits {
  /** Best first; equal scores by ascending ordinal. Scores are BM25 sums, above 0. */
  readonly hits: readonly RankedPaper[];
  /** Exact number of allowed papers that hold at least one term of the query. */
  readonly total: number;
  /** How many papers of `probe` hold at least one term of the query, allowed or not. */
  readonly probed: number;
}

/**
 * A BM25 index over the papers' words. It is a cache of the store: `lastChange` is the number of the last entry of the
 * store's change log that it holds, and an index that cannot be read says so by starting again from 0.
 */
export interface KeywordIndex {
  readonly lastChange: number;
  readonly count: number;
  /**
   * Applies changes in order and sets `lastChange`. A document replaces an earlier one of the same ordinal; removing
   * what is not there is no error. What was applied is found by the next search.
   */
  apply(changes: KeywordChanges): Promise<void>;
  /** Never throws for any text; a text without a term finds nothing. */
  search(query: KeywordQuery): KeywordHits;
  /** Writes the index to its folder atomically. Concurrent calls share one write. Throws `unavailable` (disk full …). */
  save(): Promise<void>;
  close(): Promise<void>;
}

export interface KeywordChanges {
  readonly put: readonly KeywordDocument[];
  readonly removed: readonly Ordinal[];
  readonly lastChange: number;
}
