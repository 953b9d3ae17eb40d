/**
 * Folds text for a comparison that ignores case and accents: lower case, without compatibility forms (ligatures, full
 * width), soft hyphens and the marks of Latin, Greek and Cyrillic letters. In other scripts a mark is a vowel or
 * changes the consonant, so it is kept.
 */
export function foldText(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]/g, "")
    .normalize("NFC")
    .replace(/[ßæœøđðħıłþ]/g, (found) => foldedLetters[found] ?? found);
}

/** Folds a name for a comparison that ignores only case: names with equal results are one value of a facet. */
export function foldCase(name: string): string {
  if (isPlain(name)) return name.toLowerCase();
  // Converts to upper case first, because some letters (ς and σ, ſ and s) share one capital.
  return name.normalize("NFC").toUpperCase().toLowerCase();
}

/** Words of folded text: runs of letters and digits, split between scripts with and without spaces. */
export function splitWords(folded: string): readonly string[] {
  return folded.match(isPlain(folded) ? plainWord : anyWord) ?? [];
}

/** Whether a word is in a script that is written without spaces, which does not mark word boundaries. */
export function isUnspaced(word: string): boolean {
  return unspacedWord.test(word);
}

/** Whether a text is pure ASCII, which allows faster code. */
export function isPlain(text: string): boolean {
  return plainText.test(text);
}

const unspacedScripts =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー";

/** For patterns with the flag `u`: a run of letters of scripts that are written without spaces. */
export const unspacedRunPattern = `[${unspacedScripts}]+`;

/** For patterns with the flag `u`: a letter or digit of a script that is written with spaces. */
export const spacedLetterPattern = `(?:(?![${unspacedScripts}])[\\p{L}\\p{N}\\p{M}])`;

/** For patterns with the flag `u`: a character between words. */
export const separatorPattern = "[^\\p{L}\\p{N}\\p{M}]";

const plainText = /^[\0-\x7f]*$/;
const plainWord = /[a-z0-9]+/g;
const anyWord = new RegExp(`${unspacedRunPattern}|${spacedLetterPattern}+`, "gu");
const unspacedWord = new RegExp(`^[${unspacedScripts}]`, "u");

/** Letters with a mark that Unicode does not decompose; common in the names of authors. */
const foldedLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  þ: "th",
};
