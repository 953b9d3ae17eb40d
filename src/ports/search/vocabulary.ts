/** A word or phrase of the papers, folded, and the number of papers with it. */
export interface TextUse {
  readonly text: string;
  readonly papers: number;
}

/**
 * The whole words of the papers and their frequent phrases, folded. It sees the papers that its keyword index sees. The
 * numbers of papers may be too high for words of papers that were removed or changed since; `countPapers` is then at
 * most the number of papers with the word's term.
 */
export interface Vocabulary {
  /** How many papers hold the word, and whether it is part of the name of an author or venue. */
  describeWord(word: string): WordFacts;
  /**
   * The other words within this number of edits (letters deleted, inserted, replaced, or swapped with their neighbour),
   * in no order. Words of a single paper are missing in a large corpus.
   */
  findSimilar(word: string, maxEdits: number): readonly SimilarWord[];
  /** Words that begin with a folded text, or are it; most papers first. */
  completeWord(prefix: string, limit: number): readonly TextUse[];
  /** The same for phrases: two or three words in a row of titles, and author keywords. */
  completePhrase(prefix: string, limit: number): readonly TextUse[];
  /** The number of papers with this very phrase in the title or as a keyword; 0 for rare phrases. */
  countPhrase(phrase: string): number;
}

export interface SimilarWord extends TextUse {
  /** Whether papers have it in names alone. */
  readonly isName: boolean;
}

export interface WordFacts {
  readonly papers: number;
  readonly isName: boolean;
}
