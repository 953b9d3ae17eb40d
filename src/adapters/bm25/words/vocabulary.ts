import { mapOnce } from "../../../domain/caching/map-once.js";
import { extractTerms } from "../../../domain/text/terms.js";
import type { SimilarWord, SoughtWord, TextUse, Vocabulary, WordFacts } from "../../../ports/search/vocabulary.js";
import { surveyTerm } from "../find-papers.js";
import { locateTerm, type SearchedSegments } from "../query-terms.js";
import { decodeTerm, findEndOf, findFirstFrom, findTerm } from "../term-texts.js";
import type { RecentTexts } from "./recent-texts.js";
import { listSimilarRecent, visitSimilar } from "./similar-words.js";
import { type TextTable, wordKinds } from "./vocabulary-layout.js";

/** The vocabulary of all segments. */
export function createVocabulary(readSegments: () => SearchedSegments): Vocabulary {
  return {
    describeWords: async (words) => mapOnce(words, (word) => describeWord(readSegments(), word)),
    findSimilar: async (words) => words.map((sought) => findSimilar(readSegments(), sought)),
    completeWord: async (prefix, limit) => complete(readWords(readSegments()), prefix, limit),
    completePhrases: async (prefixes, limit) =>
      mapOnce(prefixes, (prefix) => complete(readPhrases(readSegments()), prefix, limit)),
    countPhrases: async (phrases) => mapOnce(phrases, (phrase) => countUses(readPhrases(readSegments()), phrase)),
  };
}

const encoder = new TextEncoder();

/** One kind of text in all segments. */
interface Texts {
  readonly base: TextTable;
  readonly recent: readonly RecentTexts[];
}

function readWords({ base, recent }: SearchedSegments): Texts {
  return { base: base.vocabulary.words, recent: recent.map(({ words }) => words) };
}

function readPhrases({ base, recent }: SearchedSegments): Texts {
  return { base: base.vocabulary.phrases, recent: recent.map(({ phrases }) => phrases) };
}

function describeWord(segments: SearchedSegments, word: string): WordFacts {
  const { base, recent } = readWords(segments);
  const number = findTerm(base, encoder.encode(word));
  const numbers = recent.map((texts) => texts.find(word));
  const kinds = recent.reduce((sum, texts, at) => sum | texts.kindsOf(numbers[at]!), base.kinds[number] ?? 0);
  const counted = recent.reduce((sum, texts, at) => sum + texts.papersOf(numbers[at]!), base.papers[number] ?? 0);
  return { papers: boundUses(segments, word, counted), isName: (kinds & wordKinds.name) !== 0 };
}

/** A word is in no more papers than its term. For a common term that bound is of no interest, and costs time. */
function boundUses(segments: SearchedSegments, word: string, counted: number): number {
  const [term, ...others] = extractTerms(word);
  if (counted === 0 || counted > maxBounded || term === undefined || others.length > 0) return counted;
  const { documents } = surveyTerm(segments, locateTerm(segments, term));
  return Math.min(counted, documents);
}

const maxBounded = 100;

function findSimilar(segments: SearchedSegments, { word, maxEdits }: SoughtWord): SimilarWord[] {
  const { base, recent } = readWords(segments);
  const found = new Map<string, { papers: number; kinds: number }>();
  visitSimilar(segments.base.vocabulary, word, {
    maxEdits,
    visit: (number) =>
      found.set(decodeTerm(base, number), { papers: base.papers[number]!, kinds: base.kinds[number]! }),
  });
  for (const texts of recent) {
    for (const text of listSimilarRecent(texts, word, maxEdits)) {
      const before = found.get(text) ?? readFromBase(base, text);
      const number = texts.find(text);
      const papers = before.papers + texts.papersOf(number);
      found.set(text, { papers, kinds: before.kinds | texts.kindsOf(number) });
    }
  }
  found.delete(word);
  return Array.from(found, ([text, { papers, kinds }]) => ({ text, papers, isName: kinds === wordKinds.name }));
}

function readFromBase(base: TextTable, text: string): { papers: number; kinds: number } {
  const number = findTerm(base, encoder.encode(text));
  return { papers: base.papers[number] ?? 0, kinds: base.kinds[number] ?? 0 };
}

/** The texts are sorted: those with a common beginning are a range. */
function complete({ base, recent }: Texts, prefix: string, limit: number): TextUse[] {
  const bytes = encoder.encode(prefix);
  const first = findFirstFrom(base, bytes);
  const end = findEndOf(base, first, bytes);
  const added = new Map<string, number>();
  for (const texts of recent) {
    for (const text of texts.list()) {
      if (text.startsWith(prefix)) added.set(text, (added.get(text) ?? 0) + texts.papersOf(texts.find(text)));
    }
  }
  const found = new Map<string, number>();
  for (const number of listMostUsed(base, { first, end, limit }))
    found.set(decodeTerm(base, number), base.papers[number]!);
  for (const [text, papers] of added) found.set(text, papers + countUses({ base, recent: [] }, text));
  return listUses(found)
    .toSorted((one, other) => other.papers - one.papers || (one.text < other.text ? -1 : 1))
    .slice(0, limit);
}

/** Insertion into a short list: most texts of a range are too rare for it. */
function listMostUsed(
  { papers }: TextTable,
  { first, end, limit }: { readonly first: number; readonly end: number; readonly limit: number },
): number[] {
  const most: number[] = [];
  let least = 0;
  for (let number = first; number < end; number += 1) {
    if (papers[number]! <= least) continue;
    let at = most.length;
    while (at > 0 && papers[most[at - 1]!]! < papers[number]!) at -= 1;
    most.splice(at, 0, number);
    if (most.length > limit) most.pop();
    if (most.length === limit) least = papers[most.at(-1)!]!;
  }
  return most;
}

function countUses({ base, recent }: Texts, text: string): number {
  const counted = base.papers[findTerm(base, encoder.encode(text))] ?? 0;
  return recent.reduce((sum, texts) => sum + texts.papersOf(texts.find(text)), counted);
}

function listUses(papers: ReadonlyMap<string, number>): TextUse[] {
  return Array.from(papers, ([text, count]) => ({ text, papers: count }));
}
