import { listQueryWords, type QueryWord } from "../../../domain/spelling/query-words.js";
import type { Repair } from "../../../domain/spelling/repair.js";
import {
  type AppraisedWord,
  chooseRepair,
  joinWords,
  listContexts,
  rankSimilar,
  scoreSplit,
} from "../../../domain/spelling/weigh-repairs.js";
import { isStopWord } from "../../../domain/text/terms.js";
import type { WordList } from "../../../ports/search/word-list.js";
import type { KeywordSearch } from "../../../ports/search/keyword-index.js";
import type { SoughtWord, WordFacts } from "../../../ports/search/vocabulary.js";

export interface CorrectSpellingDeps {
  readonly keywordIndex: Pick<KeywordSearch, "vocabulary" | "countContaining" | "count">;
  /** Words of the language that the corpus need not contain. */
  readonly dictionary: WordList;
}

/**
 * Finds the misspelt words of a text, and what was meant: a noisy channel. A repair is as likely as its word is frequent
 * in the corpus and together with the words beside it, and as its slip is. The `fixed` words, folded, stay as they are.
 */
export type CorrectSpelling = (text: string, fixed: ReadonlySet<string>) => Promise<readonly Repair[]>;

/** A text with more doubtful words than this is in another language or on another subject, not misspelt. */
const maxDoubtful = 8;
const minLetters = 3;
/** From this length on, a word may have two slips. */
const longWord = 6;
/** A word of more papers is no double slip. */
const maxPapersOfSlip = 2;
/** A word in a larger share of the papers is right. */
const commonShare = 1 / 1_500;

/**
 * Asks the index once about the words. Where some are doubtful, it asks whether they belong together, then which words
 * are like them, and last how well those fit the words beside them: as seldom as it can without work for nothing.
 */
export function createCorrectSpelling(deps: CorrectSpellingDeps): CorrectSpelling {
  const { keywordIndex } = deps;
  return async (text, fixed) => {
    const words = await appraise(deps, listQueryWords(text, fixed));
    const doubtful = words.filter(({ isDoubtful }) => isDoubtful).length;
    if (doubtful === 0 || doubtful > maxDoubtful) return [];
    const { joins, slips } = await findBlanks(keywordIndex, words);
    const weighed = slips.length > 0 ? await weighSlips(keywordIndex, words, slips) : new Map<number, Repair>();
    return words.flatMap((_, at) => joins.get(at) ?? weighed.get(at) ?? []);
  };
}

type Index = CorrectSpellingDeps["keywordIndex"];

async function appraise(
  { keywordIndex: { vocabulary, count }, dictionary }: CorrectSpellingDeps,
  words: readonly QueryWord[],
): Promise<AppraisedWord[]> {
  const read = words.map((word) => {
    const { folded, isFixed } = word;
    const isListed = isFixed || isStopWord(folded) || dictionary.has(folded);
    const base = isListed ? undefined : findBase(folded);
    const isForm = base !== undefined && dictionary.has(base);
    return { word, isListed: isListed || isForm, base: isForm ? undefined : base };
  });
  const facts = await vocabulary.describeWords(
    read.flatMap(({ word, base }) => (word.isFixed ? [] : base === undefined ? [word.folded] : [word.folded, base])),
  );
  return read.map(({ word: { text, folded, isJoinable, isFixed }, isListed, base }) => {
    const { papers, isName } = facts.get(folded) ?? unknown;
    const isRare = papers <= Math.max(1, count * commonShare) && folded.length >= minLetters;
    const isInflected = base !== undefined && facts.get(base)!.papers >= minInflectedPapers;
    const isDoubtful = isRare && !isListed && !isName && !isInflected;
    return { text, folded, isJoinable, isFixed, papers: isFixed ? 0 : papers, isDoubtful };
  });
}

const unknown: WordFacts = { papers: 0, isName: false };

/** "ablations": the word of which this is a form. */
function findBase(word: string): string | undefined {
  const [, afterHiss, other] = /^(?:(.{3,}(?:[sxz]|ch|sh))es|(.{3,}[^s])s)$/u.exec(word) ?? [];
  return afterHiss ?? other;
}

const minInflectedPapers = 5;

/** A doubtful word. */
interface Slip {
  readonly at: number;
  readonly word: AppraisedWord;
  /** Two words each that it may be. */
  readonly splits: readonly string[];
}

interface Blanks {
  /** Two words that are one, by the first of them. */
  readonly joins: ReadonlyMap<number, Repair>;
  /** The other doubtful words. */
  readonly slips: readonly Slip[];
}

/** Where a blank is too much or may be missing. */
async function findBlanks({ vocabulary }: Index, words: readonly AppraisedWord[]): Promise<Blanks> {
  const pairs = listPairs(words);
  const doubtful = words.flatMap((word, at) => (word.isDoubtful ? [{ word, at, parts: listParts(word.folded) }] : []));
  const [facts, inRow] = await Promise.all([
    vocabulary.describeWords([...pairs.map(({ joined }) => joined), ...doubtful.flatMap(({ parts }) => parts.flat())]),
    vocabulary.countPhrases(pairs.map(({ phrase }) => phrase)),
  ]);
  const joins = new Map<number, Repair>();
  for (const { at, joined, phrase } of pairs) {
    const found = { joined, papers: facts.get(joined)!.papers, inRow: inRow.get(phrase)! };
    const join = joins.has(at - 1) ? undefined : joinWords([words[at]!, words[at + 1]!], found);
    if (join) joins.set(at, join);
  }
  const isWord = (part: string) => facts.get(part)!.papers >= minSplitPapers;
  const slips = doubtful.flatMap(({ at, word, parts }) => {
    if (joins.has(at) || joins.has(at - 1)) return [];
    return [{ at, word, splits: parts.filter((both) => both.every(isWord)).map((both) => both.join(" ")) }];
  });
  return { joins, slips };
}

/** Words that may be one. */
function listPairs(words: readonly AppraisedWord[]) {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    if (!next || !word.isJoinable || !next.isJoinable || word.isFixed || next.isFixed) return [];
    return [{ at, joined: `${word.folded}${next.folded}`, phrase: `${word.folded} ${next.folded}` }];
  });
}

function seek({ folded, papers }: AppraisedWord): SoughtWord {
  return { word: folded, maxEdits: folded.length >= longWord && papers <= maxPapersOfSlip ? 2 : 1 };
}

function listParts(word: string): (readonly [string, string])[] {
  return Array.from({ length: Math.max(0, word.length - 3) }, (_, at) => [word.slice(0, at + 2), word.slice(at + 2)]);
}

const minSplitPapers = 5;

/** The repairs by the places of their words. */
async function weighSlips(
  { vocabulary, countContaining, count }: Index,
  words: readonly AppraisedWord[],
  slips: readonly Slip[],
): Promise<ReadonlyMap<number, Repair>> {
  const similar = await vocabulary.findSimilar(slips.map(({ word }) => seek(word)));
  const ranked = slips.map(({ word }, place) => rankSimilar(word.folded, similar[place]!));
  const splits = slips.flatMap((slip) => slip.splits);
  const contexts = slips.flatMap((slip, place) => {
    const candidates = [...ranked[place]!.map(({ text }) => text), ...slip.splits];
    return listContexts(words, { at: slip.at, candidates });
  });
  const [inRow, counts] = await Promise.all([
    vocabulary.countPhrases(splits),
    countContaining([...splits.filter(isOfWords), ...contexts]),
  ]);
  const countOf = (text: string) => counts.get(text)!;
  const repairs = new Map<number, Repair>();
  for (const [place, slip] of slips.entries()) {
    const split = slip.splits.flatMap((text) =>
      scoreSplit(text, { inRow: inRow.get(text)!, together: isOfWords(text) ? countOf(text) : 0 }),
    );
    const repair = chooseRepair(
      words,
      { at: slip.at, candidates: [...ranked[place]!, ...split] },
      { countOf, papers: count },
    );
    if (repair) repairs.set(slip.at, repair);
  }
  return repairs;
}

/** Shorter parts are in many papers by chance. */
function isOfWords(split: string): boolean {
  return split.split(" ").every(({ length }) => length >= minLetters);
}
