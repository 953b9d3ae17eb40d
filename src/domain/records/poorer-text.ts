/** Whether a text is the other one with letters that a wrong encoding lost: `?apek` or `ÄŒapek` for `Čapek`. */
export function isMangled(text: string, other: string): boolean {
  if (!looksMangled(text) || foldPlain(text) !== foldPlain(other)) return false;
  if (countMatches(text, /\uFFFD/g) > countMatches(other, /\uFFFD/g)) return true;
  const lost = countMatches(text, /\?/g) - countMatches(other, /\?/g);
  if (lost > 0) return countMatches(other, special) > countMatches(text, special);
  return countMatches(text, misread) > countMatches(other, misread) && countMatches(other, special) > 0;
}

/** Whether a text has signs of a wrong encoding, though it may be right. */
export function looksMangled(text: string): boolean {
  return /[?\uFFFD]/.test(text) || countMatches(text, misread) > 0;
}

/** What a wrong encoding leaves alone. */
export function foldPlain(text: string): string {
  return text.replace(/[^0-9A-Za-z]+/g, "");
}

/** Whether a text is made of the first letters of the other one's words: `JMLR`, `NeurIPS`. */
export function isAcronym(text: string, other: string): boolean {
  const letters =
    /^(?:proc(?:\.|eedings)? (?:of )?(?:the )?)?(\p{Lu}[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]*\p{Lu}\p{L}*)[ '’]*\d*$/u.exec(
      text,
    )?.[1];
  if (letters === undefined || letters.length > maxAcronym) return false;
  const words = other.toLowerCase().match(/\p{L}+/gu) ?? [];
  const long = words.filter((word) => !smallWords.has(word));
  const short = letters.toLowerCase();
  return long.length > 1 && long.some((_, at) => startsWords(short, long.slice(at, at + short.length)));
}

/** Whether the text is the title of a retracted paper: news that the plain title must not undo. */
export function isRetracted(text: string): boolean {
  return retraction.test(text);
}

/** A title without the mark of a retraction. */
export function trimRetraction(title: string): string {
  return title.replace(retraction, "");
}

/** A title without a note on what was published: `(abstract only)`. */
export function trimNote(title: string): string {
  return title.replace(/\s?[[(](?:(?:extended |meeting |conference )?abstract(?: only)?|poster)[\])]\.?$/i, "");
}

const retraction = /^[[(]?(?:retracted|withdrawn)(?: (?:article|paper|chapter))?(?:[\])][:.]?|[:.]| [–—-]) */i;
/** Letters over 0x7f. */
const special = /[^\0-\x7f]/g;
/** Bytes of UTF-8 read as Latin-1 or Windows-1252; cleaning removes some of the second characters. */
const misread = /[ÃÂ](?!\p{Lu})|[ÄÅÆÐÑâ][\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/gu;
const maxAcronym = 12;
const smallWords = new Set("of the on in and for a an to at by der die das für und de la et des du".split(" "));

function startsWords(letters: string, [word = "", ...rest]: readonly string[]): boolean {
  if (letters === "") return true;
  for (let length = 1; length <= letters.length && word.startsWith(letters.slice(0, length)); length += 1)
    if (startsWords(letters.slice(length), rest)) return true;
  return false;
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
