import type { FacetName, Facets } from "../../domain/search/facets.js";
import type { Filter, NameWords } from "../../domain/search/filter.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";

/** Reads that touch many papers, off the event loop. They see every paper stored before the call. */
export interface CorpusScan {
  /** Every paper that passes the filter and whose names match the words. */
  matchFilter(filter: Filter, words: NameWords): Promise<OrdinalSet>;
  /**
   * Of the candidates (by default all papers), those whose title or abstract contains each phrase: the same words in
   * the same order with only white space or punctuation between them, ignoring case and accents.
   */
  matchPhrases(phrases: readonly string[], candidates: OrdinalSet | undefined): Promise<OrdinalSet>;
  /** The papers with a vector, of those allowed or of all. */
  listEmbedded(allow: OrdinalSet | undefined): Promise<OrdinalSet>;
  /**
   * Newest first by date, or by year for a paper without a date; papers without either come last; equal ones by
   * descending ordinal.
   */
  orderByDate(papers: OrdinalSet, limit: number): Promise<readonly Ordinal[]>;
  /** The number of papers (of this set or of all) for each value of each facet. */
  countFacets(names: readonly FacetName[], papers: OrdinalSet | undefined): Promise<Facets>;
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
