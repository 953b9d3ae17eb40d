/**
 * Folds text for a comparison that ignores case and accents: lower case, without compatibility forms (ligatures, full
 * width), soft hyphens and the marks of Latin, Greek and Cyrillic letters. Arabic and Hebrew lose the vowel marks that
 * most texts leave out, and letters that are typed one for the other become one. In other scripts a mark is a vowel or
 * changes the consonant, so it is kept.
 */
export function foldText(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(unreadMark, "")
    .normalize("NFC")
    .replace(variantLetter, (found) => foldedLetters[found] ?? found);
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
const anyUnspaced = new RegExp(`[${unspacedScripts}]`, "u");

/** Whether a text contains a character of a script that is written without spaces. */
export function hasUnspaced(text: string): boolean {
  return !isPlain(text) && anyUnspaced.test(text);
}

/**
 * Accents; soft hyphens and characters without width; the vowel marks of Hebrew and Arabic, and the stroke that only
 * lengthens an Arabic word; the dot below a Devanagari letter, which is often left out.
 */
const unreadMark =
  /[\u0300-\u036f]|[\u00ad\u200b-\u200f\u2060\ufeff\u0640]|[\u0591-\u05c7]|[\u064b-\u065f]|\u0670|\u093c/g;

/**
 * Letters with a mark that Unicode does not decompose, common in the names of authors; letters of Arabic and Persian
 * keyboards that look alike; and digits of other scripts.
 */
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
  ς: "σ",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
  ۀ: "ه",
  ٱ: "ا",
  "\u0901": "\u0902",
  ...listDigits("٠۰०"),
};
const variantLetter = new RegExp(`[${Object.keys(foldedLetters).join("")}]`, "g");

/** The ten digits of each script, by its zero. */
function listDigits(zeros: string): Record<string, string> {
  const digits = [...zeros].flatMap((zero) =>
    Array.from({ length: 10 }, (_, digit) => [String.fromCodePoint(zero.codePointAt(0)! + digit), String(digit)]),
  );
  return Object.fromEntries(digits) as Record<string, string>;
}
