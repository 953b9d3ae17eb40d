import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { Explanation, Hit, SearchAnswer } from "../../domain/search/answer.js";
import { readCursor, writeCursor } from "../../domain/paging/cursor.js";
import { confidenceFloor } from "../../domain/search/fusion.js";
import type { CountedFacets } from "../../domain/search/facets.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { queryLimits, type SearchRequest } from "../../domain/search/request.js";
import { spellNames } from "../../domain/search/spell-names.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import { applyCompletion, splitCompletion } from "./query/complete-query.js";
import { cutPage } from "./cut-page.js";
import type { ExplainHits } from "./explain-hits.js";
import { findPapers, type FindPapersDeps, type Search } from "./find-papers.js";
import { foldDuplicates } from "./fold-duplicates.js";
import type { Listing } from "./list-papers.js";
import { type ListedPaper, readHits } from "./read-hits.js";
import type { ReportCoverage } from "./report-coverage.js";
import type { MarkSnippets } from "./mark-snippets.js";
import { createStopwatch } from "./stopwatch.js";
import type { Understanding, UnderstandQuery } from "./query/understand-query.js";

export interface SearchPapersDeps extends FindPapersDeps {
  readonly papers: PaperStore;
  readonly understandQuery: UnderstandQuery;
  readonly explainHits: ExplainHits;
  readonly markSnippets: MarkSnippets;
  readonly reportCoverage: ReportCoverage;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/** Throws `bad_input` for a cursor that belongs to another query. */
export type SearchPapers = (request: SearchRequest, options?: CallOptions) => Promise<SearchAnswer>;

/** Answers a query: words, a title or an identifier. */
export function createSearchPapers(deps: SearchPapersDeps): SearchPapers {
  return async (request, { signal } = {}) => {
    signal?.throwIfAborted();
    const stopwatch = createStopwatch(deps.now);
    const shown = request.cursor === undefined ? undefined : readCursor(nameQuestion(request), request.cursor);
    const asked = await stopwatch.time("filterMs", () => deps.understandQuery(request));
    const listing = await findPapers(deps, { request, asked, stopwatch, signal });
    const { offset, limit } = request;
    const page = await cutPage(listing, { offset, limit, shown, groups: deps.groups });
    const listed = listing.folds ? foldDuplicates(page.listed, deps.groups) : page.listed;
    const hits = await readPage(deps, listed, { request, asked, listing, stopwatch, signal });
    const counted = await countFacets(deps, listing.papers, { request, stopwatch });
    const notices = [...asked.notices, ...(await deps.reportCoverage(request.mode))];
    return {
      hits,
      total: listing.total,
      ...(listing.more > 0 && { more: listing.more }),
      ...(counted && { facets: counted.facets, ...(hasSizes(counted) && { facetSizes: counted.sizes }) }),
      ...(page.next && { cursor: writeCursor(nameQuestion(request), page.next) }),
      ...(asked.didYouMean !== undefined && { didYouMean: asked.didYouMean }),
      ...(asked.correctedFrom !== undefined && { correctedFrom: asked.correctedFrom }),
      ...(asked.understood.length > 0 && { understood: spellNames(asked.understood, hits) }),
      ...(asked.language !== undefined && { language: asked.language }),
      ...(asked.unread && { notUnderstood: true as const }),
      ...(notices.length > 0 && { notices }),
      ...(isPoor(listing.best, asked, request.mode) && { noGoodMatch: true as const }),
      timings: stopwatch.read(),
    };
  };
}

/** What the query names is never a poor match. */
function isPoor(
  best: Listing["best"],
  { isPhraseMissing, unread }: Understanding,
  mode: SearchRequest["mode"],
): boolean {
  if (best?.matchedBy === "exact" || best?.matchedBy === "author") return false;
  if (unread === "no words" || (unread && mode === "semantic")) return true;
  return isPhraseMissing || (best?.score ?? 0) < confidenceFloor;
}

interface Reading extends Search {
  readonly listing: Listing;
}

async function readPage(deps: SearchPapersDeps, page: readonly ListedPaper[], reading: Reading): Promise<Hit[]> {
  const { request, asked, listing, stopwatch, signal } = reading;
  const { evidence } = listing;
  const { query, completion } = asked;
  // A letter that is left out marks nothing; other beginnings mark the compounds that they end.
  const text = completion?.likely === "" ? splitCompletion(query.text, completion).keywords : query.text;
  const words = [text, ...(completion?.alternatives.words ?? [])].join(" ");
  const terms = new Set(request.mode === "semantic" ? [] : extractTerms(words));
  const explanations: ReadonlyMap<Ordinal, Explanation> =
    request.explain && evidence
      ? await stopwatch.time("explainMs", () =>
          deps.explainHits({
            listed: page.slice(0, queryLimits.explained),
            evidence,
            text: applyCompletion(query.text, completion),
            terms: new Set(extractTerms(words)),
            signal,
          }),
        )
      : new Map();
  const hits = await stopwatch.time("fetchMs", () => readHits(deps.papers, page, { terms, explanations }));
  if (!request.snippets) return hits;
  const first = await deps.markSnippets(hits.slice(0, queryLimits.explained), applyCompletion(query.text, completion));
  return [...first, ...hits.slice(queryLimits.explained)];
}

async function countFacets(
  { scan }: SearchPapersDeps,
  papers: Listing["papers"],
  { request, stopwatch }: Pick<Search, "request" | "stopwatch">,
): Promise<CountedFacets | undefined> {
  const { facets: names, facetLimit: limit, facetQuery: query = {} } = request;
  if (names.length === 0) return undefined;
  return stopwatch.time("facetMs", async () => scan.countFacets({ names, limit, query }, await papers.readAll()));
}

function hasSizes({ sizes }: CountedFacets): boolean {
  return Object.keys(sizes).length > 0;
}

/** The part of a request that must be the same on every page. */
function nameQuestion(request: SearchRequest): string {
  const { query, mode, semanticWeight, filter, sort, duplicates, minScore, spelling, prefix } = request;
  return JSON.stringify([query, mode, semanticWeight, filter, sort, duplicates, minScore, spelling, prefix]);
}
