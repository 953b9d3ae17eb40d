import { isUnspaced, spacedLetterPattern, unspacedRunPattern } from "../text/fold-text.js";
import { extractTerms } from "../text/terms.js";

/** The range of a matched word in UTF-16 code units; the end is exclusive. */
export type TextRange = readonly [start: number, end: number];

/** The words of a text that match one of these terms in the keyword index, in order; adjacent words stay separate. */
export function findMatches(text: string, terms: ReadonlySet<string>): TextRange[] {
  if (terms.size === 0) return [];
  const ranges: TextRange[] = [];
  const matches = cacheMatcher(terms);
  for (const { 0: word, index } of text.matchAll(anyWord)) {
    if (isUnspaced(word)) addPairs(word, index, { terms, ranges });
    else if (matches(word)) ranges.push([index, index + word.length]);
  }
  return ranges;
}

// Marks and soft hyphens are part of a word, and so is a hyphen followed by letters.
const letter = `(?:${spacedLetterPattern}|\u00ad)`;
const anyWord = new RegExp(`${unspacedRunPattern}|${letter}+(?:['’-]${letter}+)*`, "gu");

/** Whether a word yields one of the terms. */
type WordMatcher = (word: string) => boolean;

const matchers = new WeakMap<ReadonlySet<string>, WordMatcher>();

/** The abstracts of one answer share most of their words, so results are cached per set of terms. */
function cacheMatcher(terms: ReadonlySet<string>): WordMatcher {
  const known = matchers.get(terms);
  if (known) return known;
  const firstLetters = new Set([...terms].map((term) => term[0]));
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

interface Marking {
  readonly terms: ReadonlySet<string>;
  readonly ranges: TextRange[];
}

/** Scripts without spaces are indexed by pairs of characters; overlapping pairs become one range. */
function addPairs(run: string, start: number, { terms, ranges }: Marking): void {
  const characters = [...run];
  let at = start;
  for (const [place, character] of characters.entries()) {
    const pair = characters.length === 1 ? character : `${character}${characters[place + 1] ?? ""}`;
    const end = at + pair.length;
    if (
      (place + 1 < characters.length || characters.length === 1) &&
      extractTerms(pair).some((term) => terms.has(term))
    ) {
      const last = ranges.at(-1);
      if (last && last[1] >= at && last[1] > start) ranges[ranges.length - 1] = [last[0], end];
      else ranges.push([at, end]);
    }
    at += character.length;
  }
}
