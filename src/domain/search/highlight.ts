import { britishWords } from "../text/british-words.js";
import { isUnspaced } from "../text/fold-text.js";
import { irregularPlurals } from "../text/irregular-plurals.js";
import { readLatex } from "../text/latex/clean-latex.js";
import { hasTermOf } from "../text/terms.js";
import { visitWrittenTokens } from "../text/written-tokens.js";

/** The range of a matched word in UTF-16 code units; the end is exclusive. */
export type TextRange = readonly [start: number, end: number];

/** The words of a text that match one of these terms in the keyword index, in order; adjacent words stay separate. */
export function findMatches(text: string, terms: ReadonlySet<string>): TextRange[] {
  if (terms.size === 0) return [];
  const ranges: TextRange[] = [];
  const { beginnings, matches } = cacheMatcher(terms);
  const { text: readable, restore } = readLatex(text);
  visitWrittenTokens(readable, (start, end, kind) => {
    // Most words are passed over by their first letters, before anything is made of them.
    if (kind === "word" && beginnings[readBeginning(readable, start, end)] === 0) return;
    if (kind === "chain" && !mayMatch(readable, { start, end, beginnings })) return;
    const word = readable.slice(start, end);
    if (kind === "other" && isUnspaced(word)) addPairs(word, start, { terms, ranges });
    else if (matches(word)) ranges.push([start, end]);
  });
  return ranges.map(restore);
}

interface Chain extends Pick<WordMatcher, "beginnings"> {
  readonly start: number;
  readonly end: number;
}

/** Whether some word of a chain begins like a term. "t-SNE" and "ell-p" have terms that begin in another way. */
function mayMatch(text: string, { start, end, beginnings }: Chain): boolean {
  if (end - start <= shortChain || text.charCodeAt(start + 1) === hyphen) return true;
  for (let at = start; at < end; at += 1) {
    const isFirst = at === start || text.charCodeAt(at - 1) === hyphen;
    if (isFirst && beginnings[readBeginning(text, at, end)] !== 0) return true;
  }
  return false;
}

const shortChain = 5;

function readBeginning(text: string, start: number, end: number): number {
  const second = end - start > 1 ? text.charCodeAt(start + 1) : 0;
  return numberBeginning(text.charCodeAt(start), second === hyphen ? 0 : second);
}

const hyphen = 45;

interface WordMatcher {
  /** By `numberBeginning`: whether a plain English word with one of the terms may begin so. */
  readonly beginnings: Uint8Array;
  /** Whether a word yields one of the terms. */
  readonly matches: (word: string) => boolean;
}

const matchers = new WeakMap<ReadonlySet<string>, WordMatcher>();

/** The abstracts of one answer share most of their words, so results are cached per set of terms. */
function cacheMatcher(terms: ReadonlySet<string>): WordMatcher {
  const known = matchers.get(terms);
  if (known) return known;
  const beginnings = markBeginnings(terms);
  const results = new Map<string, boolean>();
  const matches = (word: string): boolean => {
    let result = results.get(word);
    if (result === undefined) results.set(word, (result = hasTermOf(word, terms)));
    return result;
  };
  const matcher = { beginnings, matches };
  matchers.set(terms, matcher);
  return matcher;
}

/** A plain English word begins with the same two letters as its term, save for some British words and plurals. */
function markBeginnings(terms: ReadonlySet<string>): Uint8Array {
  const marked = new Uint8Array(1_024);
  for (const term of terms) {
    for (const beginning of listBeginnings(term))
      marked[numberBeginning(beginning.charCodeAt(0), beginning.charCodeAt(1))] = 1;
  }
  return marked;
}

/** The same number for both cases of a letter; that of a word of one letter has 0 as the second. */
function numberBeginning(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

function listBeginnings(term: string): readonly string[] {
  // Of a very short term, the stemmer may have cut all but the first letter.
  if (term.length < 3) return [...secondLetters].map((second) => `${term[0]}${second}`);
  const beginning = term.slice(0, 2);
  const vowels = beginning[1] === "e" ? [`${beginning[0]}a`, `${beginning[0]}o`] : [];
  return [beginning, ...vowels, ...(otherBeginnings.get(beginning) ?? [])];
}

/** With none, for a word of one letter. */
const secondLetters = "abcdefghijklmnopqrstuvwxyz\0";

/** Aetiology, oedema, enquiry and sceptic, which have rules, and the words that are listed one by one: kerb, mice. */
const otherBeginnings: ReadonlyMap<string, readonly string[]> = groupBeginnings([
  ...["et", "ed", "es"].flatMap((american): [string, string][] => [
    ["ae", american],
    ["oe", american],
  ]),
  ["en", "in"],
  ["sc", "sk"],
  ...irregularPlurals,
  ...britishWords,
]);

function groupBeginnings(pairs: readonly (readonly [spelling: string, unified: string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [spelling, unified] of pairs) {
    const [written, indexed] = [spelling.slice(0, 2), unified.slice(0, 2)];
    if (written !== indexed) groups.set(indexed, [...(groups.get(indexed) ?? []), written]);
  }
  return groups;
}

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
    const pair = next !== undefined && hasTermOf(`${character}${next}`, terms) ? `${character}${next}` : undefined;
    const found = pair ?? (hasTermOf(character, terms) ? character : undefined);
    if (found !== undefined) {
      const end = at + found.length;
      const last = ranges.at(-1);
      if (last && last[1] >= at && last[1] > start) ranges[ranges.length - 1] = [last[0], end];
      else ranges.push([at, end]);
    }
    at += character.length;
  }
}
