/** The correctly spelled words of a language, in all their forms. */
export interface WordList {
  /** @param word folded */
  has(word: string): boolean;
}
