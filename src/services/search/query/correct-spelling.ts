import { costSlip } from "../../../domain/spelling/slip-cost.js";
import { listQueryWords, type QueryWord } from "../../../domain/spelling/query-words.js";
import { matchCase, type Repair } from "../../../domain/spelling/repair.js";
import { isStopWord } from "../../../domain/text/terms.js";
import type { WordList } from "../../../ports/search/word-list.js";
import type { KeywordIndex } from "../../../ports/search/keyword-index.js";

export interface CorrectSpellingDeps {
  readonly keywordIndex: Pick<KeywordIndex, "vocabulary" | "countContaining" | "count">;
  /** Words of the language that the corpus need not contain. */
  readonly dictionary: WordList;
}

/**
 * Finds the misspelt words of a text, and what was meant: a noisy channel. A repair is as likely as its word is frequent
 * in the corpus and together with the words beside it, and as its slip is. The `fixed` words, folded, stay as they are.
 */
export type CorrectSpelling = (text: string, fixed: ReadonlySet<string>) => readonly Repair[];

/** A text with more doubtful words than this is in another language or on another subject, not misspelt. */
const maxDoubtful = 8;
const minLetters = 3;
/** From this length on, a word may have two slips. */
const longWord = 6;
/** A word of more papers is no double slip. */
const maxPapersOfSlip = 2;
/** A word in a larger share of the papers is right. */
const commonShare = 1 / 1_500;

export function createCorrectSpelling({ keywordIndex, dictionary }: CorrectSpellingDeps): CorrectSpelling {
  return (text, fixed) => {
    const words = listQueryWords(text, fixed).map((word) => appraise({ keywordIndex, dictionary }, word));
    const doubtful = words.filter(({ isDoubtful }) => isDoubtful);
    if (doubtful.length === 0 || doubtful.length > maxDoubtful) return [];
    const repairs: Repair[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const joined = joinWords(keywordIndex, words, at);
      if (joined) {
        repairs.push(joined);
        at += 1;
      } else if (words[at]!.isDoubtful) {
        const repair = repairWord(keywordIndex, words, at);
        if (repair) repairs.push(repair);
      }
    }
    return repairs;
  };
}

type Index = CorrectSpellingDeps["keywordIndex"];

interface Appraised extends QueryWord {
  readonly papers: number;
  readonly isDoubtful: boolean;
}

function appraise({ keywordIndex, dictionary }: CorrectSpellingDeps, word: QueryWord): Appraised {
  const { text, folded, isJoinable, isFixed } = word;
  if (isFixed) return { text, folded, isJoinable, isFixed, papers: 0, isDoubtful: false };
  const { vocabulary, count } = keywordIndex;
  const { papers, isName } = vocabulary.describeWord(folded);
  const isRare = papers <= Math.max(1, count * commonShare) && folded.length >= minLetters;
  const isKnown = isName || isStopWord(folded) || dictionary.has(folded);
  const isDoubtful = isRare && !isKnown && !isInflected({ keywordIndex, dictionary }, folded);
  return { text, folded, isJoinable, isFixed, papers, isDoubtful };
}

/** "ablations": a form of a word that is known. */
function isInflected({ keywordIndex, dictionary }: CorrectSpellingDeps, word: string): boolean {
  const [, afterHiss, other] = /^(?:(.{3,}(?:[sxz]|ch|sh))es|(.{3,}[^s])s)$/u.exec(word) ?? [];
  const base = afterHiss ?? other;
  if (base === undefined) return false;
  return dictionary.has(base) || keywordIndex.vocabulary.describeWord(base).papers >= minInflectedPapers;
}

const minInflectedPapers = 5;

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

interface Scored {
  readonly text: string;
  readonly score: number;
}

const maxWeighed = 6;

function repairWord(index: Index, words: readonly Appraised[], at: number): Repair | undefined {
  const word = words[at]!;
  const { vocabulary } = index;
  const neighbours = listNeighbours(words, at);
  const maxEdits = word.folded.length >= longWord && word.papers <= maxPapersOfSlip ? 2 : 1;
  const similar = vocabulary.findSimilar(word.folded, maxEdits).map(({ text, papers, isName }) => ({
    text,
    score: Math.log(papers) - costSlip(word.folded, text) - (isName ? tuning.name : 0),
  }));
  const likely = [...similar, ...listSplits(index, word.folded)]
    .toSorted((one, other) => other.score - one.score)
    .slice(0, maxWeighed)
    .map(({ text, score }) => ({ text, score: score + tuning.context * weighContext(index, text, neighbours) }));
  const [best] = likely.toSorted((one, other) => other.score - one.score);
  if (best === undefined) return undefined;
  const { length } = word.folded;
  const unknown = length === 3 || length === 4 || length === 5 ? tuning.unknown[length] : tuning.unknown.longer;
  const known = word.papers === 0 ? unknown : Math.log(word.papers) + tuning.known;
  const context = word.papers === 0 ? 0 : tuning.context * weighContext(index, word.folded, neighbours);
  const floor = known + context + (mayBeName(words, at) ? tuning.name : 0);
  return best.score > floor - tuning.scale * Math.max(0, Math.log(tunedCorpus / index.count))
    ? { typed: word.text, repaired: matchCase(word.text, best.text) }
    : undefined;
}

/** Whether a word has a capital that others of the text, in lower case, have not. */
function mayBeName(words: readonly Appraised[], at: number): boolean {
  const isCapital = ({ text }: Appraised) => /^\p{Lu}/u.test(text);
  return at > 0 && isCapital(words[at]!) && !words.every((word) => isCapital(word) || isStopWord(word.folded));
}

/** "machinelearning": two words of which papers have both, preferably in a row. */
function listSplits({ vocabulary, countContaining }: Index, word: string): Scored[] {
  const splits: Scored[] = [];
  for (let at = 2; at <= word.length - 2; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    const counts = parts.map((part) => vocabulary.describeWord(part).papers);
    if (Math.min(...counts) < minSplitPapers) continue;
    const text = parts.join(" ");
    const inRow = vocabulary.countPhrase(text);
    const together = Math.min(...parts.map(({ length }) => length)) >= minLetters ? countContaining(text) : 0;
    const papers = 5 * inRow + together / 100;
    if (papers >= 1) splits.push({ text, score: Math.log(papers) - tuning.split });
  }
  return splits;
}

const minSplitPapers = 5;

/** "re inforcement": one word that is known, of two of which one is not. */
function joinWords({ vocabulary }: Index, words: readonly Appraised[], at: number): Repair | undefined {
  const [word, next] = [words[at]!, words[at + 1]];
  if (!next || !word.isJoinable || !next.isJoinable || word.isFixed || next.isFixed) return undefined;
  const rarer = Math.min(word.papers, next.papers);
  const joined = `${word.folded}${next.folded}`;
  const { papers } = vocabulary.describeWord(joined);
  if (papers === 0 || Math.log(papers) - tuning.join <= Math.log(rarer + 0.2)) return undefined;
  if (5 * vocabulary.countPhrase(`${word.folded} ${next.folded}`) >= papers) return undefined;
  return { typed: `${word.text} ${next.text}`, repaired: matchCase(word.text, joined) };
}

/** The nearest words on both sides that are known and mean something. */
function listNeighbours(words: readonly Appraised[], at: number): string[] {
  const isUseful = ({ folded, isDoubtful, papers }: Appraised) => !isDoubtful && papers > 0 && !isStopWord(folded);
  const before = words.slice(0, at).findLast(isUseful);
  const after = words.slice(at + 1).find(isUseful);
  return [before, after].flatMap((word) => (word ? [word.folded] : []));
}

/** How much more often papers with the neighbours have the words than others have, as a logarithm. */
function weighContext({ countContaining, count }: Index, text: string, neighbours: readonly string[]): number {
  if (neighbours.length === 0) return 0;
  const own = countContaining(text);
  if (own === 0) return 0;
  const expected = own / count;
  const lifts = neighbours.map((neighbour) => {
    const beside = countContaining(neighbour);
    const together = countContaining(`${text} ${neighbour}`);
    return Math.log((together + tuning.smoothing * expected) / (beside + tuning.smoothing) / expected);
  });
  return lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length;
}
