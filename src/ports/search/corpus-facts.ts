import type { AuthorsAnswer, AuthorsRequest } from "../../domain/paper/authors.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { CountedFacets, FacetRequest } from "../../domain/search/facets.js";
import type { DatedPapers } from "../../domain/trends/stated-dates.js";
import type { PaperOrder } from "../../domain/search/sort.js";
import type { PaperSet } from "../../domain/search/paper-set.js";

/** Questions about the facts of all papers (years, names, vectors), off the event loop. They see every stored paper. */
export interface CorpusFacts {
  /** The papers with a vector, of those allowed or of all. */
  listEmbedded(allow: PaperSet | undefined): Promise<PaperSet>;
  /**
   * The first papers of the set in an order. `date` is newest first, by date, or by year for a paper without one; equal
   * dates by descending ordinal. `oldest` is the reverse, but papers without a date come last in both. `title` ignores
   * case, accents and punctuation; equal titles by ordinal.
   */
  orderBy(order: PaperOrder, papers: PaperSet, limit: number): Promise<readonly Ordinal[]>;
  /**
   * The number of papers (of this set or of all) for each value of each facet. A query of a facet keeps the values that
   * contain its words, found as by `findAuthors`, a venue also by any other of its names; without a word it keeps all.
   */
  countFacets(request: FacetRequest, papers: PaperSet | undefined): Promise<CountedFacets>;
  /**
   * Authors whose names contain the words of the prefix, the last word at least as the beginning of one; all authors
   * for a prefix without a word. Most papers first, then by name; spellings that differ in case are one author.
   */
  findAuthors(request: AuthorsRequest): Promise<AuthorsAnswer["authors"]>;
  /**
   * Authors and venues in one call, found as by `findAuthors`. A venue is also found by any other of its names, and
   * counts the papers of all of them.
   */
  completeNames(text: string, limit: number): Promise<CompletedNames>;
  /** The papers with this address, whatever the scheme and whether it is that of the page or of the PDF. */
  findByAddress(address: string): Promise<readonly Ordinal[]>;
  /**
   * The dates and venues of these papers or of all, by ordinal. Of more than an engine reads at once, they are those of an
   * even sample: the same papers give the same sample.
   */
  listDates(papers: PaperSet | undefined): Promise<DatedPapers>;
}

export interface CompletedNames {
  readonly authors: readonly NameUse[];
  readonly venues: readonly NameUse[];
}

export interface NameUse {
  readonly name: string;
  readonly count: number;
}
