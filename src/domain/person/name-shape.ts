/** What a piece of a list of names looks like between its separators. */
export type NameShape =
  /** `A.`, `BC`, `J.-P.` */
  | "initials"
  /** One word: a family name, a given name or a name without parts. */
  | "word"
  /** `Vance A`, `van der Berg AB`, as PubMed and Scopus write names. */
  | "family-initials"
  /** `A. Vance` */
  | "initials-family"
  /** Several words. */
  | "words";

export function findShape(text: string): NameShape {
  const words = text.split(" ");
  if (words.every(isInitials) && words.length < 4) return "initials";
  if (words.length === 1) return "word";
  if (countTrailingInitials(words) > 0) return "family-initials";
  return isDotted(words[0]!) ? "initials-family" : "words";
}

/** The number of words at the end that are initials after a family name; 0 for a name in another order. */
export function countTrailingInitials(words: readonly string[]): number {
  let count = 0;
  while (count < words.length && isShortInitials(words.at(-1 - count)!)) count += 1;
  // `LI BC` has a family name of two letters.
  if (count === words.length) count -= 1;
  const family = words.slice(0, words.length - count);
  return family.some((word) => isDotted(word) || word.length < 2) || family.length > 4 ? 0 : count;
}

/** The same for a name that is otherwise in natural order: `Wei XU`, `ADA LEE` and `Sand AG` end in no initials. */
export function countCertainInitials(words: readonly string[]): number {
  const count = countTrailingInitials(words);
  const isPerson = words.slice(0, words.length - count).every((word) => /\p{Ll}/u.test(word));
  const areInitials = words.slice(words.length - count).every((word) => certainInitials.test(word));
  return isPerson && areInitials ? count : 0;
}

/** Neither a syllable, which may be a family name in capitals, nor the end of the name of a company or country. */
const certainInitials =
  /^(?!(?:AG|SA|NV|BV|KG|AI|UK|US|EU|AS|OY|LP|LLC|LTD|INC|PLC|USA|IBM|MIT)$)(?![^AEIOU]{1,2}[AEIOUY]+[MNG]{0,2}$)(?:\p{Lu}{1,3}|(?:\p{Lu}\.)+)$/u;

/** The number of words at the beginning that are initials with dots, or of one letter. */
export function countLeadingInitials(words: readonly string[]): number {
  const first = words.findIndex((word) => !isDotted(word) && !/^\p{Lu}$/u.test(word));
  return first === -1 ? 0 : first;
}

/** `JR` without a full stop is initials. */
export function isSuffix(text: string): boolean {
  return /^(?:[JS]r\.?|[js]r\.?|[JS]R\.|II|III|IV|2nd|3rd|4th)$/.test(text);
}

/** A suffix that may be initials: `Vance, IV` */
export function isGeneration(text: string): boolean {
  return /^I{1,3}V?$/.test(text);
}

/** A title after a name, which is no part of it. */
export function isDegree(text: string): boolean {
  return /^(?:Ph\.? ?D|D\.? ?Phil|M\.?Sc|B\.?Sc|MBBS|Pharm\.?D|EdD|Dr|Prof|Esq)\.?$/.test(text);
}

/** Chinese, Japanese and Korean names: whole between the separators, family name first. */
export function isEastAsian(text: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\s·・ー]+$/u.test(text);
}

/** Whether the name is that of an organisation. */
export function isOrganisation(text: string): boolean {
  return organisation.test(text);
}

const organisation = new RegExp(
  String.raw`(?<!\p{L})(?:univ|universit\p{L}+|institut\p{L}*|department|ministry|minist[eè]re|ministerio|cent(?:er|re)s?|association|` +
    String.raw`society|soci[eé]t[eé]|organi[sz]ation|commission|committee|council|agency|foundation|federation|administration|` +
    String.raw`consortium|collaboration|collaborators|group|team|network|initiative|alliance|bureau|office|laborator\p{L}+|` +
    String.raw`academy|college|hospital|investigators|taskforce|task force|working party|officers|inc|ltd|gmbh|corp|and co)(?!\p{L})`,
  "iu",
);

function isInitials(word: string): boolean {
  return /^\p{Lu}{1,4}$|^\p{Lu}(?:-\p{Lu})+$/u.test(word) || isDotted(word);
}

function isShortInitials(word: string): boolean {
  return isInitials(word) && !/^\p{Lu}{4}|^I{2,3}$|^IV$/u.test(word);
}

/** `A.`, `A.B.`, `J.-P.`, `Yu.A` */
function isDotted(word: string): boolean {
  return /^(?:\p{Lu}\p{Ll}{0,2}\.-?)+\p{Lu}?$/u.test(word) && !isSuffix(word);
}
