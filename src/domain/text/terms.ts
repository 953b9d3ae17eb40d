import { stemmer } from "stemmer";
import { foldText, isPlain, isUnspaced, spacedLetterPattern, unspacedRunPattern } from "./fold-text.js";

/**
 * Converts text to the terms of the keyword index, in the order of the text, with repetitions.
 *
 * - Case, compatibility forms (ligatures, full width), soft hyphens and diacritics are removed.
 * - English stop words are dropped; words of a–z are stemmed (Porter, 1980).
 * - A hyphenated word yields its parts and, for two or three parts, their joined form: "pre-training" is found by
 *   "pretraining" and by "training". Letters followed by digits count as hyphenated, so "ResNet50" and "ResNet-50", or
 *   "gpt4" and "GPT-4", yield the same terms, and the rare joined term ranks the exact model first.
 * - Scripts that are written without spaces yield overlapping pairs of characters.
 * - A term is truncated to 64 UTF-16 code units.
 */
export function extractTerms(text: string): string[] {
  const terms: string[] = [];
  for (const piece of splitText(text)) collectTerms(piece, terms);
  return terms;
}

/** The same terms as `extractTerms`, in pieces of a few milliseconds, so that callers can yield to the event loop. */
export function* extractTermsInPieces(text: string): Generator<string[]> {
  for (const piece of splitText(text)) {
    const terms: string[] = [];
    collectTerms(piece, terms);
    yield terms;
  }
}

/** Changes whenever the terms of a text change: saved indexes of another version are rebuilt. */
export const termsVersion = 1;

// About 1,500 words: 3 ms if none of them is in the cache of stems.
const pieceLength = 8_192;
const maxTermLength = 64;
const maxJoinedParts = 3;
const stemCacheSize = 65_536;

/**
 * Words with a grammatical function rather than a subject. The list is short on purpose: titles must be found by their
 * words, and common words already have little weight in BM25. Question words and pronouns are included because people
 * ask whole questions.
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

/** Word → term, or "" for a stop word. Words repeat so often that almost every lookup hits. */
const termCache = new Map<string, string>();

function* splitText(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = findPieceEnd(text, start);
    yield start === 0 && end === text.length ? text : text.slice(start, end);
    start = end;
  }
}

/** A piece ends at white space if possible, so that words are not split. */
function findPieceEnd(text: string, start: number): number {
  const limit = start + pieceLength;
  if (limit >= text.length) return text.length;
  const space = Math.max(text.lastIndexOf(" ", limit), text.lastIndexOf("\n", limit));
  if (space > start) return space;
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

function collectTerms(text: string, terms: string[]): void {
  const folded = joinParts(foldText(text));
  const plain = isPlain(folded);
  for (const word of folded.match(plain ? plainWord : anyWord) ?? []) {
    if (!plain && isUnspaced(word)) addPairs(word, terms);
    else if (word.includes("-")) addJoinedWord(word, terms);
    else addWord(word, terms);
  }
}

/** "don't" becomes one word, and "GPT4" becomes "GPT-4". */
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
  if (parts.length <= maxJoinedParts) addWord(parts.join(""), terms);
}

function addWord(word: string, terms: string[]): void {
  let term = termCache.get(word);
  if (term === undefined) {
    term = stopWords.has(word) ? "" : stemWord(cutWord(word));
    // Clearing a full cache costs one stemming per word, but needs no bookkeeping for each hit.
    if (termCache.size >= stemCacheSize) termCache.clear();
    if (word.length <= maxTermLength) termCache.set(word, term);
  }
  if (term !== "") terms.push(term);
}

function stemWord(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}

function cutWord(word: string): string {
  if (word.length <= maxTermLength) return word;
  const keepsPair = isHighSurrogate(word.charCodeAt(maxTermLength - 1));
  return word.slice(0, keepsPair ? maxTermLength - 1 : maxTermLength);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
