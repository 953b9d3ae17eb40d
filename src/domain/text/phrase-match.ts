import {
  foldText,
  isPlain,
  isUnspaced,
  separatorPattern,
  spacedLetterPattern,
  unspacedRunPattern,
} from "./fold-text.js";
import { cleanLatex } from "./latex/clean-latex.js";
import { nameSign, signOf } from "./name-signs.js";
import { listSpellings } from "./unify-spelling.js";

/** Returns whether a text contains the phrase. */
export type PhraseMatcher = (text: string) => boolean;

/**
 * Matches texts with the same words in the same order, with only white space or punctuation between them, ignoring case
 * and accents, American or British spelling, and whether a Greek letter is a sign or a name. Only whole words match,
 * except in scripts that are written without spaces, and "C" does not match "C++". `undefined` for a phrase without a
 * word.
 */
export function createPhraseMatcher(phrase: string): PhraseMatcher | undefined {
  const words =
    foldText(cleanLatex(phrase))
      .match(phraseWord)
      ?.map((word) => nameSign(word) ?? word) ?? [];
  if (words.length === 0) return undefined;
  const matchFolded = compileWords(words, { separator: separatorPattern, letter: spacedLetterPattern, flags: "u" });
  // Most text is plain ASCII, for which a search without folding is twice as fast.
  const matchPlain = words.every(isPlain)
    ? compileWords(words, { separator: "[^a-z0-9]", letter: "[a-z0-9]", flags: "i" })
    : undefined;
  const matches = (text: string) =>
    almostPlain.test(text) ? matchPlain?.test(text) === true : matchFolded.test(foldText(text));
  return (text) => matches(text) || (/[\\$]/.test(text) && matches(cleanLatex(text)));
}

/** ASCII with dashes and typographic quotation marks. */
const almostPlain = /^[\0-\x7f\u2010-\u2023]*$/;

/** A word of folded text with the sign that makes it another word, as in "C++", "C#", "A*" and ".NET". */
export const phraseWord = new RegExp(
  `${unspacedRunPattern}|(?<!${spacedLetterPattern})\\.net(?!${spacedLetterPattern})|` +
    `${spacedLetterPattern}+(?:(?:\\+\\+|[#*])(?!${spacedLetterPattern}))?`,
  "gu",
);

interface Alphabet {
  readonly separator: string;
  /** No such letter may follow the end of a word. */
  readonly letter: string;
  readonly flags: string;
}

function compileWords(words: readonly string[], alphabet: Alphabet): RegExp {
  const { separator, letter, flags } = alphabet;
  const pattern = words.map((word, at) => {
    const next = words[at + 1];
    const form = writePattern(word, alphabet);
    if (next === undefined) return isUnspaced(word) ? form : `${form}(?!${letter})`;
    // Words of different scripts may be adjacent if one of the scripts is written without spaces.
    return `${form}${separator}${isUnspaced(word) || isUnspaced(next) ? "*" : "+"}`;
  });
  const start = isUnspaced(words[0] ?? "") ? "" : `(?<!${letter})`;
  return new RegExp(`${start}${pattern.join("")}`, flags);
}

function writePattern(word: string, { flags }: Alphabet): string {
  // Without these signs, a letter is another name.
  if (/^[a-z]$/.test(word)) return `${word}(?![+#*]{1,2}(?![a-z0-9]))`;
  if (!/^[a-z]+$/.test(word)) return word.replace(/[.+#*]/g, "\\$&").replace(/(?<=[a-z])(?=[0-9])/g, "[_^]?");
  const sign = flags.includes("i") ? undefined : signOf(word);
  const spellings = [...listSpellings(word), ...(sign ?? "")];
  return spellings.length === 1 ? word : `(?:${spellings.join("|")})`;
}
