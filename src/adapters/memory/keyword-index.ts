import {
  type Bm25Parameters,
  computeIdf,
  computeLengthPenalty,
  countTerms,
  defaultBm25Parameters,
  extractQueryTerms,
  listAlternatives,
  scoreTerm,
  type TermCounts,
} from "../../domain/search/bm25.js";
import { collectDocumentWords, type DocumentWords } from "../../domain/text/document-words.js";
import { foldText } from "../../domain/text/fold-text.js";
import { mapOnce } from "../../domain/caching/map-once.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import { collectOrdinals, hasBit, type OrdinalSet, readBits } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type {
  KeywordChanges,
  KeywordHits,
  KeywordIndex,
  KeywordQuery,
  WeighedTerm,
  WeighedTexts,
} from "../../ports/search/keyword-index.js";
import { createMemoryVocabulary } from "./vocabulary.js";

export type MemoryKeywordIndexOptions = Partial<Bm25Parameters>;

/** BM25 over plain maps: every search counts everything again. For tests, and as a reference for the other index. */
export function createMemoryKeywordIndex(options: MemoryKeywordIndexOptions = {}): KeywordIndex {
  const parameters = { ...defaultBm25Parameters, ...options };
  const documents = new Map<Ordinal, TermCounts>();
  const words = new Map<Ordinal, DocumentWords>();
  let lastChange = 0;
  // Each word of a title counts so many times.
  const minFrequency = (where?: "title") => (where === "title" ? parameters.titleWeight : 1);
  return {
    vocabulary: createMemoryVocabulary(words),
    get lastChange() {
      return lastChange;
    },
    get count() {
      return documents.size;
    },
    apply: async (changes: KeywordChanges) => {
      for (const ordinal of changes.removed) {
        documents.delete(ordinal);
        words.delete(ordinal);
      }
      for (const document of changes.put) {
        documents.set(document.ordinal, countTerms(document, parameters.titleWeight));
        words.set(document.ordinal, collectDocumentWords(document));
      }
      lastChange = changes.lastChange;
    },
    search: async (query) => searchDocuments(documents, query, parameters),
    weighTerms: async (texts) => weighTexts(documents, texts, parameters),
    findContaining: (text, where) => findAll(documents, text, minFrequency(where)),
    countContaining: async (texts) => mapOnce(texts, (text) => findAll(documents, text, 1)?.size ?? 0),
    findByPrefix: (text, where) => {
      const isMeant = createPrefixTest(words, text);
      if (!isMeant) return undefined;
      const hasSome = ({ frequencies }: TermCounts) =>
        [...frequencies].some(([term, frequency]) => frequency >= minFrequency(where) && isMeant(term));
      return findHolding(documents, hasSome);
    },
    save: async () => undefined,
    close: async () => undefined,
  };
}

function weighTexts(
  documents: ReadonlyMap<Ordinal, TermCounts>,
  texts: readonly string[],
  parameters: Bm25Parameters,
): WeighedTexts {
  const all = [...documents.values()];
  const computeTermIdf = (term: string) =>
    computeIdf(all.length, all.filter(({ frequencies }) => frequencies.has(term)).length);
  const totalLength = all.reduce((sum, { length }) => sum + length, 0);
  return {
    texts: texts.map((text) => extractQueryTerms(text).map((term) => ({ term, idf: computeTermIdf(term) }))),
    penalty: computeLengthPenalty(parameters, { documents: all.length, totalLength }),
  };
}

function searchDocuments(
  documents: ReadonlyMap<Ordinal, TermCounts>,
  query: KeywordQuery,
  parameters: Bm25Parameters,
): KeywordHits {
  const all = [...documents.values()];
  const computeTermIdf = (term: string) =>
    computeIdf(all.length, all.filter(({ frequencies }) => frequencies.has(term)).length);
  const words = extractQueryTerms(query.text);
  const { texts, penalty } = weighTexts(documents, [query.text], parameters);
  const terms = texts[0]!;
  const alternatives = listAlternatives(words, query.alternatives).map((term, at, [first]) => ({
    term,
    idf: computeTermIdf(first!) * (at === 0 ? 1 : query.alternatives!.othersWeight),
  }));

  const found: RankedPaper[] = [];
  const probed = new Float64Array(query.probe?.length ?? 0);
  const covered = new Float64Array(query.cover?.length ?? 0);
  for (const [ordinal, { frequencies, length }] of documents) {
    const scoreWith = (part: number) => scoreTerms(frequencies, { terms, alternatives, penalty: part });
    const score = scoreWith(penalty.constant + penalty.slope * length);
    if (score === 0) continue;
    const row = query.probe?.indexOf(ordinal) ?? -1;
    if (row >= 0) probed[row] = score;
    const coverRow = query.cover?.indexOf(ordinal) ?? -1;
    if (coverRow >= 0) covered[coverRow] = scoreWith(0);
    if (query.allow === undefined || hasBit(readBits(query.allow), ordinal)) found.push({ ordinal, score });
  }
  found.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  const matched = collectOrdinals(found.map(({ ordinal }) => ordinal));
  const hits = found.slice(0, Math.max(0, query.limit));
  const required = [...terms, ...alternatives.slice(0, 1)];
  const attainable = required.length === 0 ? 1 : required.reduce((sum, { idf }) => sum + idf, 0);
  const { wantsMatched = false, minShare } = query;
  const strong = found.filter(({ score }) => minShare !== undefined && score >= minShare * attainable);
  return {
    hits,
    total: found.length,
    probed,
    covered,
    attainable,
    ...(wantsMatched && { matched }),
    ...(minShare !== undefined && { strong: collectOrdinals(strong.map(({ ordinal }) => ordinal)) }),
  };
}

interface Weighed {
  readonly terms: readonly WeighedTerm[];
  readonly alternatives: readonly WeighedTerm[];
  readonly penalty: number;
}

function scoreTerms(frequencies: TermCounts["frequencies"], { terms, alternatives, penalty }: Weighed): number {
  const scoreOf = ({ term, idf }: WeighedTerm) => {
    const frequency = frequencies.get(term);
    return frequency === undefined ? 0 : scoreTerm(idf, frequency, penalty);
  };
  return terms.reduce((sum, term) => sum + scoreOf(term), 0) + Math.max(0, ...alternatives.map(scoreOf));
}

function findAll(
  documents: ReadonlyMap<Ordinal, TermCounts>,
  text: string,
  minFrequency: number,
): OrdinalSet | undefined {
  const terms = extractQueryTerms(text);
  const hasAll = ({ frequencies }: TermCounts) => terms.every((term) => (frequencies.get(term) ?? 0) >= minFrequency);
  return terms.length === 0 ? undefined : findHolding(documents, hasAll);
}

function findHolding(documents: ReadonlyMap<Ordinal, TermCounts>, holds: (counts: TermCounts) => boolean): OrdinalSet {
  return collectOrdinals([...documents].flatMap(([ordinal, counts]) => (holds(counts) ? [ordinal] : [])));
}

function createPrefixTest(
  words: ReadonlyMap<Ordinal, DocumentWords>,
  text: string,
): ((term: string) => boolean) | undefined {
  const prefix = foldText(text.trim());
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*$/u.test(prefix)) return undefined;
  const known = [...words.values()].flatMap((each) => [...each.words, ...each.names]);
  const stems = new Set(known.filter((word) => word.startsWith(prefix)).flatMap((word) => extractTerms(word)));
  return (term) => term.startsWith(prefix) || stems.has(term);
}
