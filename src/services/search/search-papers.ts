import type { Explanation, Hit, SearchAnswer } from "../../domain/search/answer.js";
import { readCursor, writeCursor } from "../../domain/paging/cursor.js";
import { confidenceFloor, defaultSemanticWeight, fusionDepth, toConfidence } from "../../domain/search/fusion.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { noNameWords } from "../../domain/search/filter.js";
import { queryLimits, type SearchRequest } from "../../domain/search/request.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import { replaceWords } from "./correct-spelling.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import type { ExplainHits } from "./explain-hits.js";
import { foldDuplicates } from "./fold-duplicates.js";
import { orderHits } from "./order-hits.js";
import { rankAuthored } from "./rank-authored.js";
import type { Question, Ranking, RankPapers } from "./rank-papers.js";
import { type ListedPaper, readHits } from "./read-hits.js";
import type { ReportCoverage } from "./report-coverage.js";
import { createStopwatch, type Stopwatch } from "./stopwatch.js";
import type { Understanding, UnderstandQuery } from "./understand-query.js";

export interface SearchPapersDeps {
  readonly papers: PaperStore;
  readonly scan: CorpusScan;
  readonly understandQuery: UnderstandQuery;
  readonly rankPapers: RankPapers;
  readonly explainHits: ExplainHits;
  readonly groups: Pick<DuplicateGroups, "groupOf">;
  readonly reportCoverage: ReportCoverage;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/** Throws `bad_input` for a cursor that belongs to another query. */
export type SearchPapers = (request: SearchRequest) => Promise<SearchAnswer>;

/** Answers a query: words, a title or an identifier. */
export function createSearchPapers(deps: SearchPapersDeps): SearchPapers {
  return async (request) => {
    const stopwatch = createStopwatch(deps.now);
    const shown = request.cursor === undefined ? undefined : readCursor(nameQuestion(request), request.cursor);
    const asked = await stopwatch.time("filterMs", () => deps.understandQuery(request));
    const found = await find(deps, { request, asked, shown, stopwatch });
    const listed = request.duplicates === "fold" ? foldDuplicates(found.listed, deps.groups) : found.listed;
    const page = cutPage(listed, request, { shown, isCut: found.isCut, groups: deps.groups });
    const hits = await readPage(deps, page.listed, { request, asked, found, stopwatch });
    const facets = await countFacets(deps, found.matched, { request, stopwatch });
    const notices = [...asked.notices, ...(await deps.reportCoverage(request.mode))];
    const isPoor = asked.isPhraseMissing || (found.listed[0]?.score ?? 0) < confidenceFloor;
    return {
      hits,
      total: found.total,
      ...(facets && { facets }),
      ...(page.next && { cursor: writeCursor(nameQuestion(request), page.next) }),
      ...(asked.corrections.size > 0 && { didYouMean: replaceWords(request.query, asked.corrections) }),
      ...(asked.understood.length > 0 && { understood: [...asked.understood] }),
      ...(notices.length > 0 && { notices }),
      ...(isPoor && { noGoodMatch: true as const }),
      timings: stopwatch.read(),
    };
  };
}

interface Search {
  readonly request: SearchRequest;
  readonly asked: Understanding;
  readonly shown: ReadonlySet<Ordinal> | undefined;
  readonly stopwatch: Stopwatch;
}

interface Found extends Pick<Ranking, "total"> {
  readonly listed: readonly ListedPaper[];
  /** Whether a deeper search would find more. */
  readonly isCut: boolean;
  readonly matched?: OrdinalSet | undefined;
  readonly evidence?: Ranking["evidence"];
}

async function find(deps: SearchPapersDeps, search: Search): Promise<Found> {
  const { request, asked, shown, stopwatch } = search;
  const { query, allow } = asked;
  // There is nothing to rank by: the papers of the filters, newest first unless another order is asked for.
  if (query.text === "") {
    const order = request.sort === "relevance" ? "date" : request.sort;
    const listable = allow ?? (await deps.scan.matchFilter({}, noNameWords));
    const ordered = await deps.scan.orderBy(order, listable, queryLimits.window);
    const listed = ordered.map((ordinal): ListedPaper => {
      return { ordinal, score: 1, matchedBy: asked.exact.includes(ordinal) ? "exact" : "filter" };
    });
    return { listed, isCut: false, total: listable.size, matched: listable };
  }
  const { mode, semanticWeight = defaultSemanticWeight, facets, sort, offset, limit } = request;
  // There are only two depths: the usual one, and the whole window for requests that sort or page beyond it.
  const isDeep = sort !== "relevance" || (shown?.size ?? offset) + limit > fusionDepth;
  // The names of authors have no meaning to search by.
  const text = asked.names?.rest || query.text;
  const question: Question = {
    text,
    keywords: replaceWords(text, asked.corrections),
    exact: [],
    mode,
    semanticWeight,
    allow,
    stopwatch,
    depth: isDeep ? queryLimits.window : fusionDepth,
    wantsMatched: facets.length > 0,
  };
  const authored = await rankAuthored(deps.rankPapers, asked.names, question);
  const ranking = await deps.rankPapers({
    ...question,
    keywords: replaceWords(query.text, asked.corrections),
    exact: [...asked.exact, ...authored.map(({ ordinal }) => ordinal)],
  });
  const { total, matched, evidence } = ranking;
  const leaders = [...asked.exact.map(toExactHit), ...authored];
  const listed = putFirst(leaders, ranking.ranked).slice(0, queryLimits.window);
  const isCut = !isDeep && total > listed.length;
  return {
    listed: await orderHits(deps.scan, listed, sort),
    isCut,
    total,
    matched,
    evidence,
  };
}

function toExactHit(ordinal: Ordinal): ListedPaper {
  return { ordinal, score: 1, matchedBy: "exact" };
}

/** These papers come first, before what the words find; scores never increase down the page. */
function putFirst(leaders: readonly ListedPaper[], ranked: Ranking["ranked"]): readonly ListedPaper[] {
  const leading = new Set(leaders.map(({ ordinal }) => ordinal));
  const others = ranked
    .filter(({ ordinal }) => !leading.has(ordinal))
    .map((paper): ListedPaper => ({ ...paper, score: toConfidence(paper.evidence) }));
  let score = 1;
  return [...leaders, ...others].map((paper) => ({ ...paper, score: (score = Math.min(score, paper.score)) }));
}

interface Page {
  readonly listed: readonly ListedPaper[];
  /** All papers shown up to the end of this page, if more follow. */
  readonly next?: ReadonlySet<Ordinal>;
}

interface Cutting {
  readonly shown: ReadonlySet<Ordinal> | undefined;
  readonly isCut: boolean;
  readonly groups: SearchPapersDeps["groups"];
}

function cutPage(listed: readonly ListedPaper[], { offset, limit }: SearchRequest, cutting: Cutting): Page {
  const { shown, isCut, groups } = cutting;
  const wasShown = ({ ordinal }: ListedPaper): boolean =>
    shown !== undefined && (groups.groupOf(ordinal)?.members ?? [ordinal]).some((member) => shown.has(member));
  const rest = listed.filter((paper) => !wasShown(paper)).slice(offset);
  const page = rest.slice(0, limit);
  if (page.length === 0 || (rest.length <= limit && !isCut)) return { listed: page };
  const before = shown ?? listed.slice(0, offset).map(({ ordinal }) => ordinal);
  return { listed: page, next: new Set([...before, ...page.map(({ ordinal }) => ordinal)]) };
}

interface Reading extends Omit<Search, "shown"> {
  readonly found: Found;
}

async function readPage(deps: SearchPapersDeps, page: readonly ListedPaper[], reading: Reading): Promise<Hit[]> {
  const { request, asked, found, stopwatch } = reading;
  const terms = new Set(
    request.mode === "semantic" ? [] : extractTerms(replaceWords(asked.query.text, asked.corrections)),
  );
  const explanations: ReadonlyMap<Ordinal, Explanation> =
    request.explain && found.evidence
      ? await stopwatch.time("explainMs", () =>
          deps.explainHits({
            listed: page.slice(0, queryLimits.explained),
            evidence: found.evidence!,
            text: asked.query.text,
            terms: new Set(extractTerms(asked.query.text)),
          }),
        )
      : new Map();
  return stopwatch.time("fetchMs", () => readHits(deps.papers, page, { terms, explanations }));
}

async function countFacets(
  { scan }: SearchPapersDeps,
  matched: OrdinalSet | undefined,
  { request, stopwatch }: Pick<Search, "request" | "stopwatch">,
): Promise<SearchAnswer["facets"]> {
  if (request.facets.length === 0 || !matched) return undefined;
  return stopwatch.time("facetMs", () => scan.countFacets(request.facets, matched));
}

/** The part of a request that must be the same on every page. */
function nameQuestion({ query, mode, semanticWeight, filter, sort, duplicates }: SearchRequest): string {
  return JSON.stringify([query, mode, semanticWeight, filter, sort, duplicates]);
}
