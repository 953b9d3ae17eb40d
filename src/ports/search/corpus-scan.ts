import type { FacetName, Facets } from "../../domain/search/facets.js";
import type { Filter, NameWords } from "../../domain/search/filter.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";

/** Reads that touch many papers, off the event loop. They see every paper that was kept before the call. */
export interface CorpusScan {
  /** Every paper that passes the filter and whose names fit the words. */
  matchFilter(filter: Filter, words: NameWords): Promise<OrdinalSet>;
  /**
   * Of the candidates (all papers when there are none), those whose title or abstract holds each phrase: the same words
   * in the same order with nothing but white space or punctuation between them, heeding neither case nor accents.
   */
  matchPhrases(phrases: readonly string[], candidates: OrdinalSet | undefined): Promise<OrdinalSet>;
  /** Of the allowed papers, or of all, those that have a vector. */
  listEmbedded(allow: OrdinalSet | undefined): Promise<OrdinalSet>;
  /** Newest first by date, or by year where a paper has no date; papers without either last; equal ones by ordinal, newest first. */
  orderByDate(papers: OrdinalSet, limit: number): Promise<readonly Ordinal[]>;
  /** How the papers (all, when there is no set) spread over the values of each facet. */
  countFacets(names: readonly FacetName[], papers: OrdinalSet | undefined): Promise<Facets>;
  /** Exact nearest neighbours among the allowed papers: cosine, best first. Time grows with the size of `allow`. */
  rankByVector(query: {
    readonly vector: Float32Array;
    readonly allow: OrdinalSet;
    readonly limit: number;
  }): Promise<readonly RankedPaper[]>;
  close(): Promise<void>;
}
