import type { Filter, NameWords } from "../../domain/search/filter.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { CorpusFacts } from "./corpus-facts.js";

/** Reads that touch many papers, off the event loop. They see every paper stored before the call. */
export interface CorpusScan extends CorpusFacts {
  /** Every paper that passes the filter and whose names match the words. */
  matchFilter(filter: Filter, words: NameWords): Promise<OrdinalSet>;
  /**
   * Of the candidates (by default all papers), those whose title or abstract contains each phrase: the same words in
   * the same order with only white space or punctuation between them, ignoring case and accents.
   */
  matchPhrases(phrases: readonly string[], candidates: OrdinalSet | undefined): Promise<OrdinalSet>;
  /**
   * Exact nearest neighbours among the allowed papers by cosine, best first. The time grows with the size of `allow`.
   */
  rankByVector(query: {
    readonly vector: Float32Array;
    readonly allow: OrdinalSet;
    readonly limit: number;
  }): Promise<readonly RankedPaper[]>;
  close(): Promise<void>;
}
