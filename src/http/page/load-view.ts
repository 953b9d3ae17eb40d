import { fetchPaper, fetchSearch, fetchSimilar } from "./api-client.js";
import type { PageHit, PagePaper } from "./api-types.js";
import type { SearchView, View } from "./view-address.js";

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
}
export interface SimilarPapers extends Listed {
  readonly kind: "similar";
  readonly paper: PagePaper;
}
export type Answer = FoundPapers | SimilarPapers;

const pageLength = 20;
/** The API's own limits: how far the pages of a search reach, and how many neighbours it gives. */
const searchWindow = 1_000;
const similarLimit = 100;

export async function loadView(view: Exclude<View, { kind: "home" }>, signal: AbortSignal): Promise<Answer> {
  if (view.kind === "search") return loadFound(view, [], signal);
  const [paper, similar] = await Promise.all([fetchPaper(view.id, signal), fetchSimilar(view.id, pageLength, signal)]);
  return { kind: "similar", paper, hits: similar.hits, hasMore: similar.hits.length >= pageLength };
}

/** Gives the same answer, longer. Neighbours have no pages, so a longer list of them is asked for. */
export async function loadMore(answer: Answer, signal: AbortSignal): Promise<Answer> {
  if (answer.kind === "search") return loadFound(answer.view, answer.hits, signal);
  const limit = Math.min(answer.hits.length + pageLength, similarLimit);
  const { hits } = await fetchSimilar(answer.paper.id, limit, signal);
  return {
    ...answer,
    hits: joinHits(answer.hits, hits),
    hasMore: hits.length >= limit && limit < similarLimit,
  };
}

async function loadFound(view: SearchView, before: readonly PageHit[], signal: AbortSignal): Promise<FoundPapers> {
  const offset = before.length;
  const limit = Math.min(pageLength, searchWindow - offset);
  const { hits, total, timings } = await fetchSearch(view, { limit, offset }, signal);
  const reached = offset + hits.length;
  const hasMore = hits.length > 0 && reached < Math.min(total, searchWindow);
  return { kind: "search", view, hits: joinHits(before, hits), total, totalMs: timings.totalMs, hasMore };
}

/** Papers that came in between two pages move the others down, so that one may come twice. */
function joinHits(before: readonly PageHit[], after: readonly PageHit[]): PageHit[] {
  const known = new Set(before.map(({ paper }) => paper.id));
  return [...before, ...after.filter(({ paper }) => !known.has(paper.id))];
}
