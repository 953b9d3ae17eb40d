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
  readonly didYouMean: string | undefined;
  /** Nothing fits well: what is listed is only what comes nearest. */
  readonly isPoor: boolean;
  /** Asks for the papers that follow. */
  readonly cursor: string | undefined;
}
export interface SimilarPapers extends Listed {
  readonly kind: "similar";
  readonly paper: PagePaper;
}
export type Answer = FoundPapers | SimilarPapers;

const pageLength = 20;
/** The API's own limit: how many neighbours it gives. */
const similarLimit = 100;

export async function loadView(view: Exclude<View, { kind: "home" }>, signal: AbortSignal): Promise<Answer> {
  if (view.kind === "search") return loadFound(view, undefined, signal);
  const [paper, similar] = await Promise.all([fetchPaper(view.id, signal), fetchSimilar(view.id, pageLength, signal)]);
  return { kind: "similar", paper, hits: similar.hits, hasMore: similar.hits.length >= pageLength };
}

/** Gives the same answer, longer. Neighbours have no pages, so a longer list of them is asked for. */
export async function loadMore(answer: Answer, signal: AbortSignal): Promise<Answer> {
  if (answer.kind === "search") return loadFound(answer.view, answer, signal);
  const limit = Math.min(answer.hits.length + pageLength, similarLimit);
  const { hits } = await fetchSimilar(answer.paper.id, limit, signal);
  return {
    ...answer,
    hits: joinHits(answer.hits, hits),
    hasMore: hits.length >= limit && limit < similarLimit,
  };
}

async function loadFound(view: SearchView, before: FoundPapers | undefined, signal: AbortSignal): Promise<FoundPapers> {
  const answer = await fetchSearch(view, { limit: pageLength, cursor: before?.cursor }, signal);
  const { hits, total, timings, cursor, didYouMean, noGoodMatch: isPoor = false } = answer;
  const all = [...(before?.hits ?? []), ...hits];
  return {
    kind: "search",
    view,
    hits: all,
    hasMore: cursor !== undefined,
    total,
    totalMs: timings.totalMs,
    didYouMean,
    isPoor,
    cursor,
  };
}

/** Papers that came in between two pages move the others down, so that one may come twice. */
function joinHits(before: readonly PageHit[], after: readonly PageHit[]): PageHit[] {
  const known = new Set(before.map(({ paper }) => paper.id));
  return [...before, ...after.filter(({ paper }) => !known.has(paper.id))];
}
