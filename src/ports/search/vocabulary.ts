/** A word or phrase of the papers, folded, and the number of papers with it. */
export interface TextUse {
  readonly text: string;
  readonly papers: number;
}

/**
 * The whole words of the papers and their frequent phrases, folded. It sees the papers that its keyword index sees. The
 * numbers of papers may be too high for words of papers that were removed or changed since; `papers` of `describeWords`
 * is then at most the number of papers with the word's term.
 *
 * A call may be a round trip to another machine, so each takes all that a caller wants to know at once. Its answer has an
 * entry for each text asked; nothing asked costs nothing.
 */
export interface Vocabulary {
  /** How many papers hold each word, and whether it is part of the name of an author or venue. */
  describeWords(words: Iterable<string>): Promise<ReadonlyMap<string, WordFacts>>;
  /**
   * For each word, in order, the other words within its number of edits (letters deleted, inserted, replaced, or swapped
   * with their neighbour), in no order. Words of a single paper are missing in a large corpus.
   */
  findSimilar(words: readonly SoughtWord[]): Promise<readonly (readonly SimilarWord[])[]>;
  /** Words that begin with a folded text, or are it; most papers first. */
  completeWord(prefix: string, limit: number): Promise<readonly TextUse[]>;
  /** The same for phrases: two or three words in a row of titles, and author keywords. So many for each text. */
  completePhrases(prefixes: Iterable<string>, limit: number): Promise<ReadonlyMap<string, readonly TextUse[]>>;
  /** The number of papers with this very phrase in the title or as a keyword; 0 for rare phrases. */
  countPhrases(phrases: Iterable<string>): Promise<ReadonlyMap<string, number>>;
}

export interface SoughtWord {
  readonly word: string;
  readonly maxEdits: number;
}

export interface SimilarWord extends TextUse {
  /** Whether papers have it in names alone. */
  readonly isName: boolean;
}

export interface WordFacts {
  readonly papers: number;
  readonly isName: boolean;
}
