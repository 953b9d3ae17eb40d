import { maxWordLength } from "../../../domain/text/document-words.js";
import { compareTerm, decodeTerm, readTerm } from "../term-texts.js";
import { maskLetters } from "./letter-mask.js";
import type { RecentTextsView } from "./recent-texts.js";
import type { PackedVocabulary, TextTable, VocabularyShape } from "./vocabulary-layout.js";

export interface VocabularySources {
  readonly base: PackedVocabulary;
  readonly words: RecentTextsView;
  readonly phrases: RecentTextsView;
  /** Number of papers in the merged segment. */
  readonly documents: number;
}

export interface MergedVocabulary {
  readonly shape: VocabularyShape;
  /** Writes the vocabulary into a layout of its shape. */
  fill(target: PackedVocabulary): void;
}

/**
 * Adds up both. A removed paper's words stay counted, because nobody knows them any more: readers bound a count by the
 * papers that hold the word's term.
 */
export function mergeVocabulary({ base, words, phrases, documents }: VocabularySources): MergedVocabulary {
  const mergedWords = mergeTexts(base.words, words, maxWords);
  const mergedPhrases = mergeTexts(base.phrases, phrases, maxPhrases);
  const likely = listLikely(mergedWords, documents);
  const shape = {
    words: mergedWords.papers.length,
    wordBytes: mergedWords.termText.length,
    likelyWords: likely.numbers.length,
    phrases: mergedPhrases.papers.length,
    phraseBytes: mergedPhrases.termText.length,
  };
  return {
    shape,
    fill(target) {
      copyTexts(target.words, mergedWords);
      copyTexts(target.phrases, mergedPhrases);
      target.likely.starts.set(likely.starts);
      target.likely.numbers.set(likely.numbers);
      target.likely.letters.set(likely.letters);
    },
  };
}

/** Beyond these sizes, texts of a single paper are dropped. */
const maxWords = 500_000;
const maxPhrases = 100_000;
/** From this number of papers on, a word of a single paper is more likely a slip than a repair. */
const largeCorpus = 20_000;
const maxLikely = 131_072;
const minLikelyLength = 3;

function mergeTexts(base: TextTable, recent: RecentTextsView, limit: number): TextTable {
  const sorted = Int32Array.from({ length: recent.count }, (_, number) => number);
  sorted.sort((one, other) => compareTerm(recent, one, readTerm(recent, other)));
  const baseCount = base.papers.length;
  const most = baseCount + recent.count;
  const merged = allocateTexts(most, base.termText.length + recent.termStarts[recent.count]!);
  const minPapers = most > limit ? 2 : 1;
  let count = 0;
  for (let baseText = 0, next = 0; baseText < baseCount || next < sorted.length;) {
    const order = compareHeads({ base, baseText }, { recent, sorted, next });
    const fromBase = order <= 0 ? baseText++ : -1;
    const fromRecent = order >= 0 ? sorted[next++]! : -1;
    const papers = (base.papers[fromBase] ?? 0) + (recent.papers[fromRecent] ?? 0);
    if (papers < minPapers) continue;
    const text = fromBase >= 0 ? readTerm(base, fromBase) : readTerm(recent, fromRecent);
    merged.termText.set(text, merged.termStarts[count]!);
    merged.termStarts[count + 1] = merged.termStarts[count]! + text.length;
    merged.papers[count] = papers;
    merged.kinds[count] = (base.kinds[fromBase] ?? 0) | (recent.kinds[fromRecent] ?? 0);
    count += 1;
  }
  return cutTexts(merged, count);
}

/** Below 0 when the next text of the base comes first, 0 when both lists are at the same text. */
function compareHeads(
  { base, baseText }: { readonly base: TextTable; readonly baseText: number },
  { recent, sorted, next }: { readonly recent: RecentTextsView; readonly sorted: Int32Array; readonly next: number },
): number {
  if (next >= sorted.length) return -1;
  if (baseText >= base.papers.length) return 1;
  return compareTerm(base, baseText, readTerm(recent, sorted[next]!));
}

function allocateTexts(texts: number, bytes: number): TextTable {
  return {
    termText: new Uint8Array(bytes),
    termStarts: new Int32Array(texts + 1),
    papers: new Int32Array(texts),
    kinds: new Uint8Array(texts),
  };
}

function cutTexts({ termText, termStarts, papers, kinds }: TextTable, count: number): TextTable {
  return {
    termText: termText.subarray(0, termStarts[count]),
    termStarts: termStarts.subarray(0, count + 1),
    papers: papers.subarray(0, count),
    kinds: kinds.subarray(0, count),
  };
}

function copyTexts(target: TextTable, texts: TextTable): void {
  target.termText.set(texts.termText);
  target.termStarts.set(texts.termStarts);
  target.papers.set(texts.papers);
  target.kinds.set(texts.kinds);
}

/** The most frequent words that a misspelt word may be repaired to, by length and then in order. */
function listLikely(words: TextTable, documents: number): PackedVocabulary["likely"] {
  const minPapers = documents > largeCorpus ? 2 : 1;
  const frequent = [...words.papers.keys()].filter((number) => words.papers[number]! >= minPapers);
  if (frequent.length > maxLikely) {
    frequent.sort((one, other) => words.papers[other]! - words.papers[one]!);
    frequent.length = maxLikely;
    frequent.sort((one, other) => one - other);
  }
  const byLength = Array.from({ length: maxWordLength + 1 }, (): { number: number; letters: number }[] => []);
  for (const number of frequent) {
    const word = decodeTerm(words, number);
    if (word.length >= minLikelyLength) byLength[word.length]!.push({ number, letters: maskLetters(word) });
  }
  const starts = new Int32Array(maxWordLength + 2);
  for (const [length, group] of byLength.entries()) starts[length + 1] = starts[length]! + group.length;
  const all = byLength.flat();
  return {
    starts,
    numbers: Int32Array.from(all, ({ number }) => number),
    letters: Uint32Array.from(all, ({ letters }) => letters),
  };
}
