import { isPlain, isUnspaced } from "../text/fold-text.js";
import { readLatex } from "../text/latex/clean-latex.js";
import { extractTerms } from "../text/terms.js";
import { writtenPlainToken, writtenToken } from "../text/tokens.js";

/** The range of a matched word in UTF-16 code units; the end is exclusive. */
export type TextRange = readonly [start: number, end: number];

/** The words of a text that match one of these terms in the keyword index, in order; adjacent words stay separate. */
export function findMatches(text: string, terms: ReadonlySet<string>): TextRange[] {
  if (terms.size === 0) return [];
  const ranges: TextRange[] = [];
  const matches = cacheMatcher(terms);
  const { text: readable, restore } = readLatex(text);
  const plain = isPlain(readable);
  for (const { 0: word, index } of readable.matchAll(plain ? writtenPlainToken : writtenToken)) {
    if (!plain && isUnspaced(word)) addPairs(word, index, { terms, ranges });
    else if (matches(word)) ranges.push([index, index + word.length]);
  }
  return ranges.map(restore);
}

/** Whether a word yields one of the terms. */
type WordMatcher = (word: string) => boolean;

const matchers = new WeakMap<ReadonlySet<string>, WordMatcher>();

/** The abstracts of one answer share most of their words, so results are cached per set of terms. */
function cacheMatcher(terms: ReadonlySet<string>): WordMatcher {
  const known = matchers.get(terms);
  if (known) return known;
  const firstLetters = new Set([...terms].flatMap(([first = ""]) => [first, ...(britishFirst[first] ?? "")]));
  const results = new Map<string, boolean>();
  const matches = (word: string): boolean => {
    // A plain English word starts with the same letter as its term, which excludes most words.
    if (plainWord.test(word) && !firstLetters.has(word[0]!.toLowerCase())) return false;
    let result = results.get(word);
    if (result === undefined) results.set(word, (result = extractTerms(word).some((term) => terms.has(term))));
    return result;
  };
  matchers.set(terms, matches);
  return matches;
}

const plainWord = /^[A-Za-z]+$/;
/** First letters of British spellings of words that begin otherwise: aetiology, oedema, enquiry, kerb. */
const britishFirst: Readonly<Record<string, string>> = { e: "ao", i: "e", c: "k" };

interface Marking {
  readonly terms: ReadonlySet<string>;
  readonly ranges: TextRange[];
}

/** Scripts without spaces are indexed by characters and pairs of them; overlapping pairs become one range. */
function addPairs(run: string, start: number, { terms, ranges }: Marking): void {
  const characters = [...run];
  let at = start;
  for (const [place, character] of characters.entries()) {
    const next = characters[place + 1];
    const pair = next !== undefined && hasTerm(`${character}${next}`, terms) ? `${character}${next}` : undefined;
    const found = pair ?? (hasTerm(character, terms) ? character : undefined);
    if (found !== undefined) {
      const end = at + found.length;
      const last = ranges.at(-1);
      if (last && last[1] >= at && last[1] > start) ranges[ranges.length - 1] = [last[0], end];
      else ranges.push([at, end]);
    }
    at += character.length;
  }
}

function hasTerm(text: string, terms: ReadonlySet<string>): boolean {
  return extractTerms(text).some((term) => terms.has(term));
}
