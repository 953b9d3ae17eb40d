import { stemmer } from "stemmer";
import { foldText, hasUnspaced, isPlain, isUnspaced, unspacedRunPattern } from "./fold-text.js";
import { irregularPlurals } from "./irregular-plurals.js";
import { cleanLatex } from "./latex/clean-latex.js";
import { markPowers, nameSigns } from "./name-signs.js";
import { foldedToken, plainToken, splitToken } from "./tokens.js";
import { unifySpelling } from "./unify-spelling.js";

/**
 * Converts text to the terms of the keyword index, in the order of the text, with repetitions.
 *
 * - LaTeX becomes plain characters, and a lone Greek letter its name: "$\\beta$-VAE", "β-VAE" and "beta-VAE" are alike.
 * - Case, compatibility forms (ligatures, full width), soft hyphens and diacritics are removed.
 * - English stop words are dropped; words of a–z are written in American spelling and stemmed (Porter, 1980).
 * - A token with signs yields several words: see `splitToken`.
 * - Scripts that are written without spaces yield overlapping pairs of characters.
 * - A term is truncated to 64 UTF-16 code units.
 */
export function extractTerms(text: string): string[] {
  const terms: string[] = [];
  for (const piece of splitText(text)) collectTerms(piece, terms);
  return terms;
}

/** Whether a text, such as a word, yields one of these terms. */
export function hasTermOf(text: string, terms: ReadonlySet<string>): boolean {
  if (!plainWord.test(text)) return extractTerms(text).some((term) => terms.has(term));
  const found = findTerms(text.toLowerCase());
  return typeof found === "string" ? terms.has(found) : found.some((term) => terms.has(term));
}

/** The same terms as `extractTerms`, in pieces of a few milliseconds, so that callers can yield to the event loop. */
export function* extractTermsInPieces(text: string): Generator<string[]> {
  for (const piece of splitText(text)) {
    const terms: string[] = [];
    collectTerms(piece, terms);
    yield terms;
  }
}

/**
 * Each character of the runs in scripts that are written without spaces: a paper has them as terms as well, so that a
 * query of one character finds it.
 */
export function listUnspacedCharacters(text: string): readonly string[] {
  if (!hasUnspaced(text)) return [];
  return (foldText(text).match(unspacedRun) ?? []).flatMap((run) => (run.length > 1 ? [...run] : []));
}

/** Whether a folded word has only a grammatical function, and no term. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** Whether some word without a term begins so. */
export function beginsStopWord(folded: string): boolean {
  return [...stopWords].some((word) => word.startsWith(folded));
}

/** Changes whenever the terms of a text change: saved indexes of another version are rebuilt. */
export const termsVersion = 2;

// About 1,500 words: 3 ms if none of them is in the cache of stems.
const pieceLength = 8_192;
const maxTermLength = 64;
const termCacheSize = 65_536;

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
   who whom whose why will with within would you your yours andor`.split(/\s+/),
);

const unspacedRun = new RegExp(unspacedRunPattern, "gu");

/** Token → terms. Tokens repeat so often that almost every lookup hits. */
const termCache = new Map<string, CachedTerms>();
/** Most tokens have one term, or none, which is "". */
type CachedTerms = string | readonly string[];

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
  if (plainWord.test(text)) return addTerms(text.toLowerCase(), terms);
  const folded = writePlainly(text);
  const plain = isPlain(folded);
  for (const token of folded.match(plain ? plainToken : foldedToken) ?? []) {
    if (!plain && isUnspaced(token)) {
      addPairs(token, terms);
      continue;
    }
    addTerms(token, terms);
  }
}

/** A text of one token, as the words of a highlighted text are. */
const plainWord = /^[A-Za-z]+$/;

function addTerms(token: string, terms: string[]): void {
  const found = findTerms(token);
  if (typeof found !== "string") terms.push(...found);
  else if (found !== "") terms.push(found);
}

function findTerms(token: string): CachedTerms {
  return termCache.get(token) ?? readTerms(token);
}

function writePlainly(text: string): string {
  const readable = /[\\$]/.test(text) ? cleanLatex(text) : text;
  return isPlain(readable) ? readable.toLowerCase() : nameSigns(foldText(markPowers(readable)));
}

function addPairs(word: string, terms: string[]): void {
  const characters = [...word];
  if (characters.length === 1) terms.push(word);
  for (let at = 1; at < characters.length; at += 1) terms.push(`${characters[at - 1]}${characters[at]}`);
}

function readTerms(token: string): CachedTerms {
  const words = splitToken(token);
  const terms = words.length === 1 ? readTerm(words[0] ?? "") : words.map(readTerm).filter((term) => term !== "");
  // Clearing a full cache costs one stemming per word, but needs no bookkeeping for each hit.
  if (termCache.size >= termCacheSize) termCache.clear();
  if (token.length <= maxTermLength) termCache.set(token, terms);
  return terms;
}

/** "" for a stop word. */
function readTerm(word: string): string {
  if (!/^[a-z]+$/.test(word)) return cutWord(word);
  const unified = unifySpelling(irregularPlurals.get(word) ?? cutWord(word));
  return stopWords.has(unified) ? "" : stemmer(unified);
}

function cutWord(word: string): string {
  if (word.length <= maxTermLength) return word;
  const keepsPair = isHighSurrogate(word.charCodeAt(maxTermLength - 1));
  return word.slice(0, keepsPair ? maxTermLength - 1 : maxTermLength);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
