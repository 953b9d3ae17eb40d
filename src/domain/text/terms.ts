import { stemmer } from "stemmer";
import { foldText, isPlain, isUnspaced, spacedLetterPattern, unspacedRunPattern } from "./fold-text.js";

/**
 * Turns text into the terms that the keyword index holds, in the order of the text, with repetitions.
 *
 * - Case, compatibility forms (ligatures, full width), soft hyphens and diacritics are folded away.
 * - English stop words are dropped; words of a–z are stemmed (Porter, 1980).
 * - A word joined by hyphens gives its parts and, for two or three parts, their joined form: "pre-training" is found
 *   by "pretraining" and by "training". Letters followed by digits count as joined, so "ResNet50", "ResNet-50" and
 *   "gpt4", "GPT-4" give the same terms, and the rare joined term lets the exact model outrank its relatives.
 * - Scripts that are written without spaces give overlapping pairs of characters.
 * - A term is cut after 64 UTF-16 code units.
 */
export function extractTerms(text: string): string[] {
  const terms: string[] = [];
  for (const piece of splitText(text)) collectTerms(piece, terms);
  return terms;
}

/** The same terms as `extractTerms`, a few milliseconds' worth at a time, for callers that yield to the event loop in between. */
export function* extractTermsInPieces(text: string): Generator<string[]> {
  for (const piece of splitText(text)) {
    const terms: string[] = [];
    collectTerms(piece, terms);
    yield terms;
  }
}

/** Changes whenever the same text would give other terms: saved indexes of another version are built again. */
export const termsVersion = 1;

// About 1,500 words: 3 ms when none of them is in the cache of stems.
const pieceLength = 8_192;
const maximumTermLength = 64;
const maximumJoinedParts = 3;
const stemCacheSize = 65_536;

/**
 * Words that carry grammar rather than a subject. The list is short on purpose: an index must find what a title is
 * made of, and words that are merely common already weigh little in BM25. Question words and pronouns are in it
 * because people ask whole questions.
 */
const stopWords = new Set(
  `a about also am an and any are as at be been being between both but by can could did do does during each
   either for from had has have he her here hers him his how however i if in into is it its itself may me might
   more most must my no nor not of on or other our ours she should so some such than that the their theirs them
   then there these they this those through to too upon us very was we were what when where whether which while
   who whom whose why will with within would you your yours`.split(/\s+/),
);

const anyWord = new RegExp(`${unspacedRunPattern}|${spacedLetterPattern}+(?:-${spacedLetterPattern}+)*`, "gu");
const plainWord = /[a-z0-9]+(?:-[a-z0-9]+)*/g;
const lettersBeforeDigit = /([a-z]{2})(?=[0-9])/g;
const possessiveOrContraction = /(?:n['’]t|['’](?:s|d|m|ll|re|ve))(?![\p{L}\p{N}])/gu;

/** Word → term, or "" for a stop word. Words repeat so much that almost every look-up hits. */
const termCache = new Map<string, string>();

function* splitText(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = findPieceEnd(text, start);
    yield start === 0 && end === text.length ? text : text.slice(start, end);
    start = end;
  }
}

/** A piece ends at white space where there is any, so that no word is torn. */
function findPieceEnd(text: string, start: number): number {
  const limit = start + pieceLength;
  if (limit >= text.length) return text.length;
  const space = Math.max(text.lastIndexOf(" ", limit), text.lastIndexOf("\n", limit));
  if (space > start) return space;
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

function collectTerms(text: string, terms: string[]): void {
  const folded = joinParts(foldText(text));
  for (const word of folded.match(isPlain(folded) ? plainWord : anyWord) ?? []) {
    if (isUnspaced(word)) addPairs(word, terms);
    else if (word.includes("-")) addJoinedWord(word, terms);
    else addWord(word, terms);
  }
}

/** "don't" is one word, "GPT4" two that are joined, as "GPT-4" is. */
function joinParts(folded: string): string {
  const hyphenated = folded.replaceAll("\u2010", "-");
  const whole = /['’]/.test(hyphenated) ? hyphenated.replace(possessiveOrContraction, "") : hyphenated;
  return whole.replace(lettersBeforeDigit, "$1-");
}

function addPairs(word: string, terms: string[]): void {
  const characters = [...word];
  if (characters.length === 1) terms.push(word);
  for (let at = 1; at < characters.length; at += 1) terms.push(`${characters[at - 1]}${characters[at]}`);
}

function addJoinedWord(word: string, terms: string[]): void {
  const parts = word.split("-");
  for (const part of parts) addWord(part, terms);
  if (parts.length <= maximumJoinedParts) addWord(parts.join(""), terms);
}

function addWord(word: string, terms: string[]): void {
  let term = termCache.get(word);
  if (term === undefined) {
    term = stopWords.has(word) ? "" : stemWord(cutWord(word));
    // Starting afresh when full costs one stemming a word, and keeps no record of use for each hit.
    if (termCache.size >= stemCacheSize) termCache.clear();
    if (word.length <= maximumTermLength) termCache.set(word, term);
  }
  if (term !== "") terms.push(term);
}

function stemWord(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}

function cutWord(word: string): string {
  if (word.length <= maximumTermLength) return word;
  const keepsPair = isHighSurrogate(word.charCodeAt(maximumTermLength - 1));
  return word.slice(0, keepsPair ? maximumTermLength - 1 : maximumTermLength);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
