import { fetchPaper, fetchRecommendations, fetchSearch, fetchSimilar, fetchVersions } from "../shared/api-client.js";
import type { PageHit, PagePaper, PageVersion } from "../shared/api-types.js";
import { noFilters } from "./filters.js";
import { askFor, type RecommendView, type SearchView, type View } from "../shell/view-address.js";

interface Listed {
  readonly hits: readonly PageHit[];
  /** Whether asking further can give more. */
  readonly hasMore: boolean;
}
export interface FoundPapers extends Listed {
  readonly kind: "search";
  readonly view: SearchView;
  readonly total: number;
  readonly totalMs: number;
  readonly didYouMean: string | undefined;
  /** Nothing fits well: what is listed is only what comes nearest. */
  readonly isPoor: boolean;
  /** The cursor that each page of hits was asked for with, the first one with none; then that of the page to come. */
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

/** Hits of one page. The API explains as many of them. */
export const pageLength = 20;
/** The API's own limit: how many neighbours and recommendations it gives. */
const mostHits = 100;
/** A paper has few near-duplicates; each is read by itself. */
const mostDuplicates = 10;

export function loadView(view: Exclude<View, { kind: "home" }>, signal: AbortSignal): Promise<Answer> {
  if (view.kind === "search") return loadFound(view, undefined, signal);
  if (view.kind === "recommend") return loadRecommended(view, pageLength, signal);
  return loadPaper(view.id, signal);
}

/** Gives the same answer, longer. Lists without pages are asked for again, longer. */
export async function loadMore(answer: Answer, signal: AbortSignal): Promise<Answer> {
  if (answer.kind === "search") return loadFound(answer.view, answer, signal);
  const limit = Math.min(answer.hits.length + pageLength, mostHits);
  const { hits } =
    answer.kind === "paper"
      ? await fetchSimilar(answer.paper.id, limit, signal)
      : await fetchRecommendations(answer.view, limit, signal);
  return { ...answer, hits: joinHits(answer.hits, hits), hasMore: canGrow(hits, limit) };
}

async function loadFound(view: SearchView, before: FoundPapers | undefined, signal: AbortSignal): Promise<FoundPapers> {
  const asked = before?.cursors ?? [undefined];
  const answer = await fetchSearch(view, { limit: pageLength, cursor: asked.at(-1) }, signal);
  const { hits, total, timings, cursor, didYouMean, noGoodMatch: isPoor = false } = answer;
  return {
    kind: "search",
    view,
    hits: [...(before?.hits ?? []), ...hits],
    hasMore: cursor !== undefined,
    total,
    totalMs: timings.totalMs,
    didYouMean,
    isPoor,
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

/** The paper can be read without them. */
async function loadVersions({ id, arxivId }: PagePaper, signal: AbortSignal): Promise<readonly PageVersion[]> {
  return arxivId === undefined ? [] : fetchVersions(id, signal).catch(() => []);
}

/** A search for the paper itself names its near-duplicates. Those that were just removed are left out. */
async function loadDuplicates(paper: PagePaper, signal: AbortSignal): Promise<PagePaper[]> {
  const itself: SearchView = { ...askFor(paper.title), mode: "keyword", filters: noFilters };
  const { hits } = await fetchSearch(itself, { limit: 1, ids: [paper.id] }, signal);
  const ids = hits[0]?.duplicates?.slice(0, mostDuplicates) ?? [];
  const read = await Promise.allSettled(ids.map((id) => fetchPaper(id, signal)));
  return read.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

function canGrow(hits: readonly PageHit[], limit: number): boolean {
  return hits.length >= limit && limit < mostHits;
}

/** Papers that came in between two pages move the others down, so that one may come twice. */
function joinHits(before: readonly PageHit[], after: readonly PageHit[]): PageHit[] {
  const known = new Set(before.map(({ paper }) => paper.id));
  return [...before, ...after.filter(({ paper }) => !known.has(paper.id))];
}
