import { foldText, isPlain, isUnspaced, separatorPattern, spacedLetterPattern, splitWords } from "./fold-text.js";

/** Tells whether a text holds the phrase. */
export type PhraseMatcher = (text: string) => boolean;

/**
 * Holds a phrase: the same words in the same order with nothing but white space or punctuation between them, ignoring
 * case and accents. A word counts only whole, except in scripts that are written without spaces. `undefined`
 * for a phrase without a word, which asks for nothing.
 */
export function createPhraseMatcher(phrase: string): PhraseMatcher | undefined {
  const words = splitWords(foldText(phrase));
  if (words.length === 0) return undefined;
  const matchFolded = compileWords(words, { separator: separatorPattern, letter: spacedLetterPattern, flags: "u" });
  // Plain text, which most is, is searched without folding, which is twice as fast.
  const matchPlain = words.every(isPlain)
    ? compileWords(words, { separator: "[^a-z0-9]", letter: "[a-z0-9]", flags: "i" })
    : undefined;
  return (text) => (isPlain(text) ? matchPlain?.test(text) === true : matchFolded.test(foldText(text)));
}

interface Alphabet {
  readonly separator: string;
  /** Where a word of such letters ends, none may follow. */
  readonly letter: string;
  readonly flags: string;
}

/** Words hold letters and digits alone, so nothing in them needs escaping. */
function compileWords(words: readonly string[], { separator, letter, flags }: Alphabet): RegExp {
  const pattern = words.map((word, at) => {
    const next = words[at + 1];
    if (next === undefined) return isUnspaced(word) ? word : `${word}(?!${letter})`;
    // Where scripts meet, and one of them is written without spaces, the words may touch.
    return `${word}${separator}${isUnspaced(word) || isUnspaced(next) ? "*" : "+"}`;
  });
  const start = isUnspaced(words[0] ?? "") ? "" : `(?<!${letter})`;
  return new RegExp(`${start}${pattern.join("")}`, flags);
}
