import type { CallApi } from "../../client/client.js";
import type { Paper } from "../../domain/paper/paper.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import type { Hit } from "../../domain/search/answer.js";
import type { SearchNotice, Understood } from "../../domain/search/understood.js";
import { prepareLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { createSearchRequest } from "./request.js";
import type { HitsAnswer } from "../../client/index.js";
import type { RecommendView, SearchView, View } from "../shell/view-address.js";

interface Listed {
  readonly hits: readonly Hit[];
  /** Whether there may be more hits. */
  readonly hasMore: boolean;
  readonly notices: readonly SearchNotice[];
  /** No hit is a good match: these are only the closest ones. */
  readonly hasNoGoodMatch: boolean;
}
export interface FoundPapers extends Listed {
  readonly kind: "search";
  readonly view: SearchView;
  readonly total: number;
  /** Papers that match poorly, beyond the total. */
  readonly more: number;
  readonly totalMs: number;
  readonly didYouMean: string | undefined;
  /** The query as it was typed, if the papers are those of `didYouMean`. */
  readonly correctedFrom: string | undefined;
  readonly understood: readonly Understood[];
  /** The cursors of the loaded pages after the first, then that of the next page. */
  readonly cursors: readonly string[];
}
export interface PaperWithSimilar extends Listed {
  readonly kind: "paper";
  readonly paper: Paper;
  readonly duplicates: readonly Paper[];
  /** On arXiv, newest first. */
  readonly versions: readonly PaperVersion[];
}
export interface RecommendedPapers extends Listed {
  readonly kind: "recommend";
  readonly view: RecommendView;
}
export type Answer = FoundPapers | PaperWithSimilar | RecommendedPapers;

/** Hits per page. The API explains at most this many. */
export const pageLength = 20;
/** The API's limit for similar papers and for recommendations. */
export const maxHits = 100;
/** Near-duplicates that a paper's page lists. */
const maxDuplicates = 10;

/** How the papers are asked for: over the network, unless this is the server itself. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly call?: CallApi;
}

export async function loadView(view: Exclude<View, { kind: "home" }>, asking: Asking): Promise<Answer> {
  return prepareAnswer(await load(view, { call, ...asking }));
}

/** Returns the same answer with more hits. Lists without a cursor are requested again with a higher limit. */
export async function loadMore(answer: Answer, signal: AbortSignal): Promise<Answer> {
  const asking = { call, signal };
  if (answer.kind === "search") return prepareAnswer(await loadFound(answer.view, answer, asking));
  const limit = Math.min(answer.hits.length + pageLength, maxHits);
  const { hits } =
    answer.kind === "paper"
      ? await loadSimilar(answer.paper.id, limit, asking)
      : await recommend(answer.view, limit, asking);
  return prepareAnswer({ ...answer, hits: joinHits(answer.hits, hits), hasMore: canGrow(hits, limit) });
}

function load(view: Exclude<View, { kind: "home" }>, asking: Required<Asking>): Promise<Answer> {
  if (view.kind === "search") return loadFound(view, undefined, asking);
  if (view.kind === "recommend") return loadRecommended(view, pageLength, asking);
  return loadPaper(view.id, asking);
}

/** Makes the answer ready to be shown. */
export async function prepareAnswer(answer: Answer): Promise<Answer> {
  const { hits } = answer;
  const papers = hits.map(({ paper }) => paper);
  const others = answer.kind === "paper" ? [answer.paper, ...answer.duplicates, ...answer.versions] : [];
  await prepareLatex([
    ...[...papers, ...others].map(({ title }) => title),
    ...papers.map(({ abstract }) => abstract),
    ...(answer.kind === "paper" ? [answer.paper.abstract] : []),
    ...hits.map(({ because }) => because?.title),
  ]);
  return answer;
}

async function loadFound(
  view: SearchView,
  before: FoundPapers | undefined,
  asking: Required<Asking>,
): Promise<FoundPapers> {
  const asked = before?.cursors ?? [];
  const answer = await asking.call("POST /v1/search", {
    body: { ...createSearchRequest(view), limit: pageLength, cursor: asked.at(-1) },
    signal: asking.signal,
  });
  const { hits, total, more = 0, timings, cursor, didYouMean, correctedFrom, understood = [], notices = [] } = answer;
  return {
    kind: "search",
    view,
    hits: [...(before?.hits ?? []), ...hits],
    hasMore: cursor !== undefined,
    total,
    more,
    totalMs: timings.totalMs,
    didYouMean,
    correctedFrom,
    understood,
    notices,
    hasNoGoodMatch: answer.noGoodMatch ?? false,
    cursors: cursor === undefined ? asked : [...asked, cursor],
  };
}

async function loadRecommended(
  view: RecommendView,
  limit: number,
  asking: Required<Asking>,
): Promise<RecommendedPapers> {
  return { kind: "recommend", view, ...listHits(await recommend(view, limit, asking), limit) };
}

async function loadPaper(id: string, asking: Required<Asking>): Promise<PaperWithSimilar> {
  const [paper, similar, duplicates] = await Promise.all([
    asking.call("GET /v1/papers/{id}", { params: { id }, signal: asking.signal }),
    loadSimilar(id, pageLength, asking),
    loadDuplicates(id, asking),
  ]);
  const versions = await loadVersions(paper, asking);
  return { kind: "paper", paper, duplicates, versions, ...listHits(similar, pageLength) };
}

function listHits({ hits, notices = [], noGoodMatch }: HitsAnswer, limit: number): Listed {
  return { hits, hasMore: canGrow(hits, limit), notices, hasNoGoodMatch: noGoodMatch ?? false };
}

/** A failure is ignored, as the paper is complete without them. */
async function loadVersions(
  { id, arxivId }: Paper,
  { call: ask, signal }: Required<Asking>,
): Promise<readonly PaperVersion[]> {
  if (arxivId === undefined) return [];
  const request = { params: { id }, signal };
  return ask("GET /v1/papers/{id}/versions", request).then(
    ({ versions }) => versions,
    () => [],
  );
}

async function loadDuplicates(id: string, { call: ask, signal }: Required<Asking>): Promise<Paper[]> {
  const query = { fields: "title,venue,year" };
  const { papers } = await ask("GET /v1/papers/{id}/duplicates", { params: { id }, query, signal });
  return papers.slice(0, maxDuplicates).map(({ paper }) => paper);
}

function loadSimilar(id: string, limit: number, { call: ask, signal }: Required<Asking>): Promise<HitsAnswer> {
  return ask("GET /v1/papers/{id}/similar", { params: { id }, query: { limit }, signal });
}

function recommend(
  { likes, dislikes }: RecommendView,
  limit: number,
  { call: ask, signal }: Required<Asking>,
): Promise<HitsAnswer> {
  const toExamples = (ids: readonly string[]) => ids.map((id) => ({ id }));
  const body = { positive: toExamples(likes), negative: toExamples(dislikes), limit };
  return ask("POST /v1/recommendations", { body, signal });
}

function canGrow(hits: readonly Hit[], limit: number): boolean {
  return hits.length >= limit && limit < maxHits;
}

/** Papers added between two requests shift the others down, so one may appear twice. */
function joinHits(before: readonly Hit[], after: readonly Hit[]): Hit[] {
  const known = new Set(before.map(({ paper }) => paper.id));
  return [...before, ...after.filter(({ paper }) => !known.has(paper.id))];
}
