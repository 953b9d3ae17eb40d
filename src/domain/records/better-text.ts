import { normalizeTitle } from "../paper/clean-paper.js";
import { cleanMarkup } from "../text/clean-markup.js";
import { foldText } from "../text/fold-text.js";

/** Below this share of the other abstract's length, an abstract is a stub: summaries by databases are at most 0.28. */
const minAbstractShare = 1 / 3;
/** Shorter abstracts are too short to tell a stub from another wording. */
const minAbstractLength = 40;

/** Whether an abstract is a stub of the other one: cut, also within a word, or much shorter. */
export function isStub(abstract: string, other: string): boolean {
  if (other.length >= minAbstractLength && abstract.length < other.length * minAbstractShare) return true;
  const body = trimFrame(abstract);
  const [start, whole] = [foldLetters(body), foldLetters(trimFrame(other))];
  if (start === whole) return body !== abstract && trimFrame(other) === other;
  return start !== "" && whole.startsWith(start);
}

/** Whether two texts differ only in case, accents, punctuation, white space or markup. */
export function haveSameLetters(one: string, other: string): boolean {
  return foldLetters(one) === foldLetters(other);
}

/** The same, also where words are joined or divided in another way: `network-driven` and `networkdriven`. */
export function haveSameCharacters(one: string, other: string): boolean {
  return joinLetters(one) === joinLetters(other);
}

/**
 * Whether the text is the other one without its end, such as a title without its subtitle. Only a text that shows that
 * it is cut may end within a word.
 */
export function isBeginning(text: string, other: string): boolean {
  const body = trimCutMark(text);
  const start = foldLetters(body);
  const whole = foldLetters(other);
  return start !== "" && (whole.startsWith(`${start} `) || (body !== text && whole.startsWith(start)));
}

/** Text in capitals, from sources that have nothing else; a few small letters, as in `pH`, do not count. */
export function isShouting(text: string): boolean {
  const shown = cleanMarkup(text);
  if (!/\p{Lu}{4}/u.test(shown)) return false;
  if (shown === shown.toUpperCase()) return true;
  const small = shown.match(/\p{Ll}/gu)?.length ?? 0;
  const large = shown.match(/\p{Lu}/gu)?.length ?? 0;
  return small * 10 <= large;
}

/** Whether a text in capitals would replace one in mixed case. */
export function losesCase(text: string, other: string): boolean {
  return isShouting(text) && !isShouting(other);
}

/** Whether each word is the beginning of the next word of the other text: `J. Mach. Learn. Res.` */
export function isAbbreviation(text: string, other: string): boolean {
  const words = foldLetters(text).split(" ");
  const whole = foldLetters(other).split(" ");
  if (text.length >= other.length || words.length > whole.length) return false;
  let at = 0;
  for (const word of words) {
    while (at < whole.length && !whole[at]!.startsWith(word)) at += 1;
    if (at === whole.length) return false;
    at += 1;
  }
  return whole[0]!.startsWith(words[0]!) || words.length > 1;
}

/** An abstract without its heading and the mark of a cut. */
function trimFrame(abstract: string): string {
  return trimCutMark(abstract).replace(/^(?:abstract|summary)\s*[:.–—-]\s*/i, "");
}

/** `…`, `...`, `[truncated]`, `(more)`. */
function trimCutMark(text: string): string {
  const end = text.slice(-maxCutMark);
  return text.slice(0, text.length - end.length) + end.replace(cutMark, "");
}

const maxCutMark = 40;
const cutMark =
  /(?:\s?(?:\.{3,}(?!\.)|…|[[(](?:\.{3}|…)?\s?(?:truncated|more|cut|continued|abridged|\.{3}|…)[^\])]*[\])]))+$/i;

function joinLetters(text: string): string {
  return foldLetters(text.replace(/&(?:amp;)?/g, " and ")).replaceAll(" ", "");
}

function foldLetters(text: string): string {
  return foldText(normalizeTitle(cleanMarkup(text)));
}
