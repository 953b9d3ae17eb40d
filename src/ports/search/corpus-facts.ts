import type { AuthorsAnswer, AuthorsRequest } from "../../domain/paper/authors.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { FacetName, Facets } from "../../domain/search/facets.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";

/** Questions about the facts of all papers (years, names, vectors), off the event loop. They see every stored paper. */
export interface CorpusFacts {
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
   * Authors whose names contain the words of the prefix, the last word at least as the beginning of one; all authors
   * for a prefix without a word. Most papers first, then by name; spellings that differ in case are one author.
   */
  findAuthors(request: AuthorsRequest): Promise<AuthorsAnswer["authors"]>;
}
