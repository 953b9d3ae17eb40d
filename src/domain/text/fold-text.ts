/**
 * Text as it is compared where neither case nor accents count: in lower case, with compatibility forms (ligatures, full
 * width), soft hyphens and the marks of Latin, Greek and Cyrillic letters folded away. In other scripts a mark is a
 * vowel or another consonant, and stays.
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

/** A name as it is compared where only case does not count: names that fold alike are one value of a facet. */
export function foldCase(name: string): string {
  if (isPlain(name)) return name.toLowerCase();
  // By way of upper case, because some letters (ς and σ, ſ and s) have one capital between them.
  return name.normalize("NFC").toUpperCase().toLowerCase();
}

/** Words of folded text: runs of letters and digits, cut where a script with spaces and one without meet. */
export function splitWords(folded: string): readonly string[] {
  return folded.match(isPlain(folded) ? plainWord : anyWord) ?? [];
}

/** True for a word of a script that is written without spaces, where one cannot see where a word ends. */
export function isUnspaced(word: string): boolean {
  return unspacedWord.test(word);
}

/** True when a text holds ASCII alone, for which there are quicker ways. */
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

/** Letters that carry a mark but that Unicode does not decompose; common in the names of authors. */
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
