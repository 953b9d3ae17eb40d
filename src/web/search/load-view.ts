import { fetchPaper, fetchRecommendations, fetchSearch, fetchSimilar, fetchVersions } from "../shared/api-client.js";
import type { PageHit, PagePaper, PageVersion } from "../shared/api-types.js";
import { noFilters } from "./filters.js";
import { searchFor, type RecommendView, type SearchView, type View } from "../shell/view-address.js";

interface Listed {
  readonly hits: readonly PageHit[];
  /** Whether there may be more hits. */
  readonly hasMore: boolean;
}
export interface FoundPapers extends Listed {
  readonly kind: "search";
  readonly view: SearchView;
  readonly total: number;
  readonly totalMs: number;
  readonly didYouMean: string | undefined;
  /** No hit is a good match: these are only the closest ones. */
  readonly hasNoGoodMatch: boolean;
  /** The cursor of each loaded page of hits, the first being `undefined`; then that of the next page. */
  readonly cursors: readonly (string | undefined)[];
}
export interface PaperWithSimilar extends Listed {
  readonly kind: "paper";
  readonly paper: PagePaper;
  readonly duplicates: readonly PagePaper[];
  /** On arXiv, newest first. */
  readonly versions: readonly PageVersion[];
}
export interface RecommendedPapers extends Listed {
  readonly kind: "recommend";
  readonly view: RecommendView;
}
export type Answer = FoundPapers | PaperWithSimilar | RecommendedPapers;

/** Hits per page. The API explains at most this many. */
export const pageLength = 20;
/** The API's limit for similar papers and for recommendations. */
const maxHits = 100;
/** Each near-duplicate takes a request of its own. */
const maxDuplicates = 10;

export function loadView(view: Exclude<View, { kind: "home" }>, signal: AbortSignal): Promise<Answer> {
  if (view.kind === "search") return loadFound(view, undefined, signal);
  if (view.kind === "recommend") return loadRecommended(view, pageLength, signal);
  return loadPaper(view.id, signal);
}

/** Returns the same answer with more hits. Lists without a cursor are requested again with a higher limit. */
export async function loadMore(answer: Answer, signal: AbortSignal): Promise<Answer> {
  if (answer.kind === "search") return loadFound(answer.view, answer, signal);
  const limit = Math.min(answer.hits.length + pageLength, maxHits);
  const { hits } =
    answer.kind === "paper"
      ? await fetchSimilar(answer.paper.id, limit, signal)
      : await fetchRecommendations(answer.view, limit, signal);
  return { ...answer, hits: joinHits(answer.hits, hits), hasMore: canGrow(hits, limit) };
}

async function loadFound(view: SearchView, before: FoundPapers | undefined, signal: AbortSignal): Promise<FoundPapers> {
  const asked = before?.cursors ?? [undefined];
  const answer = await fetchSearch(view, { limit: pageLength, cursor: asked.at(-1) }, signal);
  const { hits, total, timings, cursor, didYouMean, noGoodMatch: hasNoGoodMatch = false } = answer;
  return {
    kind: "search",
    view,
    hits: [...(before?.hits ?? []), ...hits],
    hasMore: cursor !== undefined,
    total,
    totalMs: timings.totalMs,
    didYouMean,
    hasNoGoodMatch,
    cursors: cursor === undefined ? asked : [...asked, cursor],
  };
}

async function loadRecommended(view: RecommendView, limit: number, signal: AbortSignal): Promise<RecommendedPapers> {
  const { hits } = await fetchRecommendations(view, limit, signal);
  return { kind: "recommend", view, hits, hasMore: canGrow(hits, limit) };
}

async function loadPaper(id: string, signal: AbortSignal): Promise<PaperWithSimilar> {
  const [paper, { hits }] = await Promise.all([fetchPaper(id, signal), fetchSimilar(id, pageLength, signal)]);
  const [duplicates, versions] = await Promise.all([loadDuplicates(paper, signal), loadVersions(paper, signal)]);
  return { kind: "paper", paper, duplicates, versions, hits, hasMore: canGrow(hits, pageLength) };
}

/** A failure is ignored, as the paper is complete without them. */
async function loadVersions({ id, arxivId }: PagePaper, signal: AbortSignal): Promise<readonly PageVersion[]> {
  return arxivId === undefined ? [] : fetchVersions(id, signal).catch(() => []);
}

/** A search for the paper itself returns the IDs of its near-duplicates. Recently removed ones are skipped. */
async function loadDuplicates(paper: PagePaper, signal: AbortSignal): Promise<PagePaper[]> {
  const itself: SearchView = { ...searchFor(paper.title), mode: "keyword", filters: noFilters };
  const { hits } = await fetchSearch(itself, { limit: 1, ids: [paper.id] }, signal);
  const ids = hits[0]?.duplicates?.slice(0, maxDuplicates) ?? [];
  const read = await Promise.allSettled(ids.map((id) => fetchPaper(id, signal)));
  return read.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

function canGrow(hits: readonly PageHit[], limit: number): boolean {
  return hits.length >= limit && limit < maxHits;
}

/** Papers added between two requests shift the others down, so one may appear twice. */
function joinHits(before: readonly PageHit[], after: readonly PageHit[]): PageHit[] {
  const known = new Set(before.map(({ paper }) => paper.id));
  return [...before, ...after.filter(({ paper }) => !known.has(paper.id))];
}
