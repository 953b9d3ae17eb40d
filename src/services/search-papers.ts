import { type FusedPaper, fuseRankedLists, fusionDepth } from "../domain/fusion.js";
import type { MatchedBy, RankedPaper } from "../domain/hit.js";
import { collectOrdinals, type OrdinalSet } from "../domain/ordinal-set.js";
import type { Ordinal } from "../domain/paper.js";
import { queryLimits, type SearchAnswer, type SearchRequest } from "../domain/query.js";
import type { CorpusScan } from "../ports/corpus-scan.js";
import type { Embedder } from "../ports/embedder.js";
import type { KeywordHits, KeywordIndex } from "../ports/keyword-index.js";
import type { PaperStore } from "../ports/paper-store.js";
import type { VectorIndex } from "../ports/vector-index.js";
import type { MatchFilter } from "./match-filter.js";
import type { RankByMeaning } from "./rank-by-meaning.js";
import { readHits } from "./read-hits.js";
import { createStopwatch, type Stopwatch } from "./stopwatch.js";

export interface SearchPapersDeps {
  readonly papers: PaperStore;
  readonly keywordIndex: KeywordIndex;
  readonly vectorIndex: VectorIndex;
  readonly embedder: Embedder;
  readonly scan: CorpusScan;
  readonly matchFilter: MatchFilter;
  readonly rankByMeaning: RankByMeaning;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

export type SearchPapers = (request: SearchRequest) => Promise<SearchAnswer>;

/** Share of meaning in hybrid mode: the best on Cranfield over steps of 0.1; ARCHITECTURE.md has the figures. */
const defaultSemanticWeight = 0.5;

/** Answers a question in words, a title or an identifier. */
export function createSearchPapers(deps: SearchPapersDeps): SearchPapers {
  return async (request) => {
    const stopwatch = createStopwatch(deps.now);
    const allow = await stopwatch.time("filterMs", () => deps.matchFilter(request.filter));
    const found = await rank(deps, { request, allow, stopwatch });
    const exact = await findExact(deps.papers, request, allow);
    const listed = putFirst(exact, found.ranked);
    const page = listed.slice(request.offset, request.offset + request.limit);
    const hits = await stopwatch.time("fetchMs", () => readHits(deps.papers, page));
    return { hits, total: Math.max(found.total, listed.length), timings: stopwatch.read() };
  };
}

interface Question {
  readonly request: SearchRequest;
  readonly allow: OrdinalSet | undefined;
  readonly stopwatch: Stopwatch;
}

interface Found {
  readonly ranked: readonly FusedPaper[];
  readonly total: number;
}

async function rank(deps: SearchPapersDeps, question: Question): Promise<Found> {
  const { request } = question;
  if (request.mode === "keyword") {
    const { hits, total } = await rankByWords(deps, question, []);
    return { ranked: markAll(hits, "keyword"), total };
  }
  const meaning = await rankByVector(deps, question);
  if (request.mode === "semantic") {
    const total = question.allow ? await deps.scan.countVectors(question.allow) : deps.vectorIndex.count;
    return { ranked: markAll(meaning, "meaning"), total };
  }
  const nearest = meaning.slice(0, fusionDepth).map(({ ordinal }) => ordinal);
  const { hits, total, probed } = await rankByWords(deps, question, nearest);
  const semanticWeight = request.semanticWeight ?? defaultSemanticWeight;
  return {
    ranked: fuseRankedLists({ keyword: hits, meaning, semanticWeight }),
    total: total + nearest.length - probed,
  };
}

async function rankByVector(
  deps: SearchPapersDeps,
  { request, allow, stopwatch }: Question,
): Promise<readonly RankedPaper[]> {
  const vector = await stopwatch.time("embedMs", () => deps.embedder.embedQuery(request.query));
  return stopwatch.time("semanticMs", () => deps.rankByMeaning({ vector, limit: chooseDepth(request), allow }));
}

/** The list by words, and how many of `nearest` hold a word of the query. */
function rankByWords(
  deps: SearchPapersDeps,
  { request, allow, stopwatch }: Question,
  nearest: readonly Ordinal[],
): Promise<KeywordHits> {
  const query = { text: request.query, limit: chooseDepth(request), probe: collectOrdinals(nearest) };
  return stopwatch.time("keywordMs", () => deps.keywordIndex.search({ ...query, ...(allow && { allow }) }));
}

/** Two depths only: the usual one, and the whole window for those who page beyond it. */
function chooseDepth({ offset, limit }: SearchRequest): number {
  return offset + limit <= fusionDepth ? fusionDepth : queryLimits.window;
}

/** Papers whose title, id, DOI or arXiv id is the question: whoever typed that wants that paper. */
async function findExact(
  papers: PaperStore,
  request: SearchRequest,
  allow: OrdinalSet | undefined,
): Promise<readonly Ordinal[]> {
  const exact = await papers.findExact(request.query);
  return allow ? exact.filter((ordinal) => allow.has(ordinal)) : exact;
}

/** The exact ones lead with the best score of the list, so that scores never rise down the page. */
function putFirst(exact: readonly Ordinal[], ranked: readonly FusedPaper[]): readonly FusedPaper[] {
  if (exact.length === 0) return ranked;
  const score = ranked[0]?.score ?? 1;
  const leaders = exact.map((ordinal): FusedPaper => ({ ordinal, score, matchedBy: "exact" }));
  return [...leaders, ...ranked.filter(({ ordinal }) => !exact.includes(ordinal))];
}

function markAll(ranked: readonly RankedPaper[], matchedBy: MatchedBy): FusedPaper[] {
  return ranked.map(({ ordinal, score }) => ({ ordinal, score, matchedBy }));
}
