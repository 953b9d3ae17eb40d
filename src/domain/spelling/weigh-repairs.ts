import { isStopWord } from "../text/terms.js";
import type { QueryWord } from "./query-words.js";
import { matchCase, type Repair } from "./repair.js";
import { costSlip } from "./slip-cost.js";

/** A word of a query, with what the library knows of it. */
export interface AppraisedWord extends QueryWord {
  /** How many papers have it; 0 for a fixed word. */
  readonly papers: number;
  readonly isDoubtful: boolean;
}

/** The evidence scale: natural logarithms of numbers of papers, less the cost of the slip. */
const tuning = {
  /** What a repair of a word that no paper has must reach, by the number of its letters: short ones may be acronyms. */
  unknown: { 3: 2, 4: 0, 5: -4, longer: -7.5 },
  /** How much better than a rare word its repair must be. */
  known: 1,
  /** For the name of a person as a repair, and for a typed word that may be a name. */
  name: 2,
  context: 0.7,
  smoothing: 10,
  split: 4,
  join: 3,
  scale: 0.35,
} as const;

/** The numbers above are for a corpus of this size; in a smaller one, words are rarer. */
const tunedCorpus = 87_000;

/** So many of the likeliest repairs are compared with the words beside them. */
const maxWeighed = 6;

/** What a word may mean, and how likely that is apart from the words beside it. */
export interface Candidate {
  readonly text: string;
  readonly score: number;
}

/** The likeliest words of those that are written like a misspelt one, best first. */
export function rankSimilar(
  word: string,
  similar: readonly { readonly text: string; readonly papers: number; readonly isName: boolean }[],
): Candidate[] {
  const scored = similar.map(({ text, papers, isName }) => ({
    text,
    score: Math.log(papers) - costSlip(word, text) - (isName ? tuning.name : 0),
  }));
  return scored.toSorted((one, other) => other.score - one.score).slice(0, maxWeighed);
}

/** "machinelearning": two words of which papers have both, preferably in a row. */
export function scoreSplit(text: string, papers: { readonly inRow: number; readonly together: number }): Candidate[] {
  const weighed = 5 * papers.inRow + papers.together / 100;
  return weighed >= 1 ? [{ text, score: Math.log(weighed) - tuning.split }] : [];
}

/** "re inforcement": one word that is known, of two of which one is not. */
export function joinWords(
  [word, next]: readonly [AppraisedWord, AppraisedWord],
  { joined, papers, inRow }: { readonly joined: string; readonly papers: number; readonly inRow: number },
): Repair | undefined {
  const rarer = Math.min(word.papers, next.papers);
  if (papers === 0 || Math.log(papers) - tuning.join <= Math.log(rarer + 0.2)) return undefined;
  if (5 * inRow >= papers) return undefined;
  return { typed: `${word.text} ${next.text}`, repaired: matchCase(word.text, joined) };
}

/** How often papers have texts, and the size of the library. */
export interface TextCounts {
  /** The number of papers that contain all words of a text. */
  countOf(text: string): number;
  readonly papers: number;
}

/** The best repair of a word of a query, if it is likelier than the word itself. */
export function chooseRepair(
  words: readonly AppraisedWord[],
  { at, candidates }: { readonly at: number; readonly candidates: readonly Candidate[] },
  counts: TextCounts,
): Repair | undefined {
  const word = words[at]!;
  const neighbours = listNeighbours(words, at);
  const weigh = (text: string) => tuning.context * weighContext(counts, text, neighbours);
  const [best] = candidates
    .toSorted((one, other) => other.score - one.score)
    .slice(0, maxWeighed)
    .map(({ text, score }) => ({ text, score: score + weigh(text) }))
    .toSorted((one, other) => other.score - one.score);
  if (best === undefined) return undefined;
  const { length } = word.folded;
  const unknown = length === 3 || length === 4 || length === 5 ? tuning.unknown[length] : tuning.unknown.longer;
  const known = word.papers === 0 ? unknown : Math.log(word.papers) + tuning.known + weigh(word.folded);
  const floor = known + (mayBeName(words, at) ? tuning.name : 0);
  return best.score > floor - tuning.scale * Math.max(0, Math.log(tunedCorpus / counts.papers))
    ? { typed: word.text, repaired: matchCase(word.text, best.text) }
    : undefined;
}

/** The texts whose counts `chooseRepair` needs. */
export function listContexts(
  words: readonly AppraisedWord[],
  { at, candidates }: { readonly at: number; readonly candidates: readonly string[] },
): string[] {
  const neighbours = listNeighbours(words, at);
  if (neighbours.length === 0 || candidates.length === 0) return [];
  const { folded, papers } = words[at]!;
  const texts = [...candidates, ...(papers === 0 ? [] : [folded])];
  return [...neighbours, ...texts.flatMap((text) => [text, ...neighbours.map((other) => `${text} ${other}`)])];
}

/** Whether a word has a capital that others of the text, in lower case, have not. */
function mayBeName(words: readonly AppraisedWord[], at: number): boolean {
  const isCapital = ({ text }: AppraisedWord) => /^\p{Lu}/u.test(text);
  return at > 0 && isCapital(words[at]!) && !words.every((word) => isCapital(word) || isStopWord(word.folded));
}

/** The nearest words on both sides that are known and mean something. */
function listNeighbours(words: readonly AppraisedWord[], at: number): string[] {
  const isUseful = ({ folded, isDoubtful, papers }: AppraisedWord) => !isDoubtful && papers > 0 && !isStopWord(folded);
  const before = words.slice(0, at).findLast(isUseful);
  const after = words.slice(at + 1).find(isUseful);
  return [before, after].flatMap((word) => (word ? [word.folded] : []));
}

/** How much more often papers with the neighbours have the words than others have, as a logarithm. */
function weighContext({ countOf, papers }: TextCounts, text: string, neighbours: readonly string[]): number {
  if (neighbours.length === 0) return 0;
  const own = countOf(text);
  if (own === 0) return 0;
  const expected = own / papers;
  const lifts = neighbours.map((neighbour) => {
    const together = countOf(`${text} ${neighbour}`);
    return Math.log((together + tuning.smoothing * expected) / (countOf(neighbour) + tuning.smoothing) / expected);
  });
  return lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length;
}
