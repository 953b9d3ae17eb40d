import type { Ordinal } from "../../domain/paper/paper.js";

/** Two papers that are nearly the same by title and vector. */
export interface DuplicatePair {
  readonly ordinal: Ordinal;
  readonly other: Ordinal;
  /** Cosine of their vectors. */
  readonly similarity: number;
}

/** Which papers are near-duplicates of each other. Removing a paper or its vector removes its links. */
export interface DuplicateStore {
  /**
   * Each pair of papers with the same title, ignoring case and punctuation, of which at least one is given. Only papers
   * with a vector; a title of more than 20 papers is skipped, because it is not the title of one work.
   */
  findSameTitle(ordinals: readonly Ordinal[]): Promise<readonly DuplicatePair[]>;
  /**
   * Replaces all links of these papers with these pairs. Order within a pair does not matter; a pair is left out when
   * one of its papers no longer has a vector.
   */
  replaceLinks(links: { readonly papers: readonly Ordinal[]; readonly pairs: readonly DuplicatePair[] }): Promise<void>;
  /** Every pair once, the lower ordinal first, sorted by ordinals. */
  readPairs(): Promise<readonly DuplicatePair[]>;
}
