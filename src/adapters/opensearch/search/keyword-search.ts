import {
  computeLengthPenalty,
  defaultBm25Parameters,
  extractQueryTerms,
  listAlternatives,
} from "../../../domain/search/bm25.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import type { RankedPaper } from "../../../domain/search/hit.js";
import { foldText } from "../../../domain/text/fold-text.js";
import type { Answer, Ask, Search } from "./ask.js";
import { maxHits } from "./ask.js";
import { createPaperSets, describePapers, toQuery } from "./paper-set.js";
import { allOf, anyOf, beginsWith, hasOrdinal, hasTerm, noPaper, type Query } from "./query.js";
import type { KeywordHits, KeywordQuery, KeywordSearch } from "../../../ports/search/keyword-index.js";
import { createTermCounter, idfOf, type TermCounter, type TermCounts } from "./term-counts.js";

export interface KeywordSearchOptions {
  readonly ask: Ask;
  readonly vocabulary: KeywordSearch["vocabulary"];
  /** How old the counts of papers with a term may be. Default 5,000. */
  readonly maxAgeMs?: number;
}

/** What scores a paper: terms, and words of which the best counts. */
interface Sought {
  readonly terms: readonly string[];
  readonly alternatives: readonly string[];
  readonly othersWeight: number;
}

/** OpenSearch's scores have the constant factor k1 + 1, which ours have not. */
const scale = defaultBm25Parameters.k1 + 1;
/** A query may have 1,024 clauses. */
const maxTerms = 1_000;
/** Scores are float32: the one that is the limit itself passes. */
const rounding = 1 - 1e-6;

/**
 * BM25 by Lucene over the terms that our own code makes. It differs from the embedded index in that Lucene knows the
 * length of a paper to three or four bits above 40 terms, and counts authors and keywords in the average length.
 */
export function createKeywordSearch({ ask, vocabulary, maxAgeMs = 5_000 }: KeywordSearchOptions): KeywordSearch {
  const counter = createTermCounter(ask, maxAgeMs);
  return {
    vocabulary,
    get count() {
      return counter.documents;
    },
    search: (query) => searchWords({ ask, counter }, query),
    async weighTerms(texts) {
      const terms = texts.map(extractQueryTerms);
      const counts = await counter.count([...new Set(terms.flat())]);
      return {
        texts: terms.map((some) => some.map((term) => ({ term, idf: idfOf(counts, term) }))),
        penalty: computeLengthPenalty(defaultBm25Parameters, counts.corpus),
      };
    },
    findContaining(text, where) {
      const query = describeContaining(text, where);
      return query && describePapers(ask, query);
    },
    countContaining: (texts) => countContaining(ask, [...new Set(texts)]),
    findByPrefix(text, where) {
      const query = describePrefix(text, where);
      return query && describePapers(ask, query);
    },
  };
}

interface Sources {
  readonly ask: Ask;
  readonly counter: TermCounter;
}

async function searchWords({ ask, counter }: Sources, query: KeywordQuery): Promise<KeywordHits> {
  const sought = readSought(query);
  if (sought.terms.length + sought.alternatives.length === 0) return findNothing(query, createPaperSets(ask).of([]));
  const counted = counter.count([...sought.terms, ...sought.alternatives]);
  // What weighs terms by their counts has to wait for them.
  const needsCounts = sought.alternatives.length > 0 || (query.cover?.length ?? 0) > 0;
  const early = needsCounts ? await counted : undefined;
  const scored = early ? scoreWeighed(sought, early) : scoreTerms(sought.terms.map((term) => hasTerm("words", term)));
  const searches = [
    searchHits(scored, query),
    ...askScores(scored, query.probe),
    ...(early ? askScores(coverTerms(sought, early), query.cover) : []),
  ];
  const [counts, [hits, ...others]] = await Promise.all([counted, ask.searchAll(searches)]);
  const probe = query.probe ?? noPapers;
  const cover = query.cover ?? noPapers;
  const attainable = sumIdf(sought, counts);
  return {
    hits: hits!.hits.hits.map(readHit),
    total: hits!.hits.total?.value ?? 0,
    probed: readScores(probe, probe.length > 0 ? others[0] : undefined, scale),
    covered: readScores(cover, cover.length > 0 ? others.at(-1) : undefined, 1),
    attainable,
    ...describeFound(ask, scored, { query, attainable }),
  };
}

function readSought({ text, alternatives }: KeywordQuery): Sought {
  const terms = extractQueryTerms(text).slice(0, maxTerms);
  const others = listAlternatives(terms, alternatives).slice(0, maxTerms);
  return { terms, alternatives: others, othersWeight: alternatives?.othersWeight ?? 0 };
}

function findNothing({ probe, cover, wantsMatched, minShare }: KeywordQuery, none: PaperSet): KeywordHits {
  return {
    hits: [],
    total: 0,
    probed: new Float64Array(probe?.length ?? 0),
    covered: new Float64Array(cover?.length ?? 0),
    attainable: 1,
    ...(wantsMatched === true && { matched: none }),
    ...(minShare !== undefined && { strong: none }),
  };
}

function scoreTerms(should: readonly Query[]): Query {
  return { bool: { should, minimum_should_match: 1 } };
}

/** All alternatives weigh as much as the first, the others less by a factor, and the best of them counts. */
function scoreWeighed({ terms, alternatives, othersWeight }: Sought, counts: TermCounts): Query {
  const first = alternatives[0] === undefined ? 0 : idfOf(counts, alternatives[0]);
  const queries = alternatives.map((term, at) => {
    const boost = at === 0 ? 1 : (othersWeight * first) / idfOf(counts, term);
    return { term: { words: { value: term, boost } } };
  });
  const best = queries.length === 0 ? [] : [{ dis_max: { queries } }];
  return scoreTerms([...terms.map((term) => hasTerm("words", term)), ...best]);
}

/** Scores a paper by the idf of what it has. */
function coverTerms({ terms, alternatives, othersWeight }: Sought, counts: TermCounts): Query {
  const first = alternatives[0] === undefined ? 0 : idfOf(counts, alternatives[0]);
  const weigh = (term: string, boost: number) => ({ constant_score: { filter: hasTerm("words", term), boost } });
  const queries = alternatives.map((term, at) => weigh(term, at === 0 ? first : othersWeight * first));
  const best = queries.length === 0 ? [] : [{ dis_max: { queries } }];
  return scoreTerms([...terms.map((term) => weigh(term, idfOf(counts, term))), ...best]);
}

function sumIdf({ terms, alternatives }: Sought, counts: TermCounts): number {
  return [...terms, ...alternatives.slice(0, 1)].reduce((sum, term) => sum + idfOf(counts, term), 0);
}

function searchHits(scored: Query, { limit, allow }: KeywordQuery): Search {
  return {
    query: allow ? { bool: { must: [scored], filter: [toQuery(allow)] } } : scored,
    size: Math.min(maxHits, Math.max(0, limit)),
    sort: [{ _score: "desc" }, { ordinal: "asc" }],
    track_total_hits: true,
  };
}

const noPapers = new Int32Array(0);

/** Asks for the scores of these papers. */
function askScores(scored: Query, papers: Int32Array = noPapers): readonly Search[] {
  if (papers.length === 0) return [];
  const query = { bool: { must: [scored], filter: [hasOrdinal(papers.slice().sort())] } };
  const sort = [{ _score: "desc" }, { ordinal: "asc" }];
  return [{ query, size: Math.min(maxHits, papers.length), sort, track_total_hits: false }];
}

function readScores(papers: Int32Array, answer: Answer | undefined, divisor: number): Float64Array {
  const scores = new Map(answer?.hits.hits.map(({ sort }) => [Number(sort![1]), Number(sort![0])]));
  return Float64Array.from(papers, (ordinal) => (scores.get(ordinal) ?? 0) / divisor);
}

function readHit({ sort }: Answer["hits"]["hits"][number]): RankedPaper {
  return { ordinal: Number(sort![1]), score: Number(sort![0]) / scale };
}

function describeFound(
  ask: Ask,
  scored: Query,
  {
    query: { allow, wantsMatched, minShare },
    attainable,
  }: { readonly query: KeywordQuery; readonly attainable: number },
): Pick<KeywordHits, "matched" | "strong"> {
  const among = allow ? [toQuery(allow)] : [];
  const describe = (query: Query) => describePapers(ask, allOf([query, ...among]));
  const least = (minShare ?? 0) * attainable * scale * rounding;
  const strong = least > 0 ? { function_score: { query: scored, min_score: least, functions: [] } } : scored;
  return {
    ...(wantsMatched === true && { matched: describe(scored) }),
    ...(minShare !== undefined && { strong: describe(strong) }),
  };
}

function describeContaining(text: string, where?: "title"): Query | undefined {
  const terms = extractQueryTerms(text).slice(0, maxTerms);
  const field = where === "title" ? "titleTerms" : "words";
  return terms.length === 0 ? undefined : allOf(terms.map((term) => hasTerm(field, term)));
}

async function countContaining(ask: Ask, texts: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (texts.length === 0) return new Map();
  const filters = texts.map((text) => describeContaining(text) ?? noPaper);
  const { aggregations } = await ask.search({ size: 0, aggs: { texts: { filters: { filters } } } });
  const buckets = aggregations?.["texts"]?.buckets as readonly { readonly doc_count: number }[];
  return new Map(texts.map((text, place) => [text, buckets[place]?.doc_count ?? 0]));
}

function describePrefix(text: string, where?: "title"): Query | undefined {
  const prefix = foldText(text.trim());
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*$/u.test(prefix)) return undefined;
  const fields = where === "title" ? ["titleTerms", "titlePhrases"] : ["words", "spelledWords", "nameWords"];
  return anyOf(fields.map((field) => beginsWith(field, prefix)));
}
