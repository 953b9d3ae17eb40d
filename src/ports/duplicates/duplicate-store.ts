import type { Ordinal } from "../../domain/paper/paper.js";

/** Two papers that are nearly the same, as title and vector say. */
export interface DuplicatePair {
  readonly ordinal: Ordinal;
  readonly other: Ordinal;
  /** Cosine of their vectors. */
  readonly similarity: number;
}

/** Which papers are near-duplicates of each other. A link goes when either paper, or its vector, does. */
export interface DuplicateStore {
  /**
   * Every two papers of one title, heeding neither case nor punctuation, of which one is among these. Only papers that
   * have a vector; not of a title that more than 20 papers bear, which is no title of one work.
   */
  findSameTitle(ordinals: readonly Ordinal[]): Promise<readonly DuplicatePair[]>;
  /**
   * Puts these pairs in the place of all links that these papers had. Order within a pair does not matter; a pair is
   * left out when one of its papers has no vector any more.
   */
  replaceLinks(links: { readonly papers: readonly Ordinal[]; readonly pairs: readonly DuplicatePair[] }): Promise<void>;
  /** Every pair, each once, the lower ordinal first, by ordinals. */
  readPairs(): Promise<readonly DuplicatePair[]>;
}
