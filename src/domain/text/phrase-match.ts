import { foldText, isPlain, isUnspaced, separatorPattern, spacedLetterPattern, splitWords } from "./fold-text.js";

/** Returns whether a text contains the phrase. */
export type PhraseMatcher = (text: string) => boolean;

/**
 * Matches texts with the same words in the same order, with only white space or punctuation between them, ignoring case
 * and accents. Only whole words match, except in scripts that are written without spaces. `undefined` for a phrase
 * without a word.
 */
export function createPhraseMatcher(phrase: string): PhraseMatcher | undefined {
  const words = splitWords(foldText(phrase));
  if (words.length === 0) return undefined;
  const matchFolded = compileWords(words, { separator: separatorPattern, letter: spacedLetterPattern, flags: "u" });
  // Most text is plain ASCII, for which a search without folding is twice as fast.
  const matchPlain = words.every(isPlain)
    ? compileWords(words, { separator: "[^a-z0-9]", letter: "[a-z0-9]", flags: "i" })
    : undefined;
  return (text) => (isPlain(text) ? matchPlain?.test(text) === true : matchFolded.test(foldText(text)));
}

interface Alphabet {
  readonly separator: string;
  /** No such letter may follow the end of a word. */
  readonly letter: string;
  readonly flags: string;
}

/** Words contain only letters and digits, so they need no escaping. */
function compileWords(words: readonly string[], { separator, letter, flags }: Alphabet): RegExp {
  const pattern = words.map((word, at) => {
    const next = words[at + 1];
    if (next === undefined) return isUnspaced(word) ? word : `${word}(?!${letter})`;
    // Words of different scripts may be adjacent if one of the scripts is written without spaces.
    return `${word}${separator}${isUnspaced(word) || isUnspaced(next) ? "*" : "+"}`;
  });
  const start = isUnspaced(words[0] ?? "") ? "" : `(?<!${letter})`;
  return new RegExp(`${start}${pattern.join("")}`, flags);
}
