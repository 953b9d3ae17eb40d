import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { HitsAnswer } from "../../domain/search/answer.js";
import { pickDiverse } from "../../domain/similar/diversity.js";
import { judgeMatch, similarFloor } from "../../domain/similar/good-match.js";
import { scoreSimilar, similarTextLength, weighSimilar } from "../../domain/similar/similar-score.js";
import { toConfidence, toSimilarity } from "../../domain/search/fusion.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import { composeText } from "../../domain/paper/clean-paper.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { PastedText, SimilarRequest, SimilarToTextRequest } from "../../domain/similar/request.js";
import type { SearchNotice } from "../../domain/search/understood.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import { embedPastedText } from "./embed-pasted-text.js";
import { foldDuplicates } from "../search/fold-duplicates.js";
import type { MatchFilter } from "../search/match-filter.js";
import type { RankByAspect } from "./rank-by-aspect.js";
import type { ReportCoverage } from "../search/report-coverage.js";
import { type ListedPaper, readHits } from "../search/read-hits.js";
import { createStopwatch, type Stopwatch } from "../search/stopwatch.js";

export interface FindSimilarDeps {
  readonly papers: PaperStore;
  readonly vectors: VectorStore;
  readonly embedder: Pick<Embedder, "cosines" | "embedPassages">;
  readonly keywordIndex: Pick<KeywordSearch, "search">;
  readonly matchFilter: MatchFilter;
  readonly vectorIndex: Pick<VectorSearch, "search">;
  readonly rankByAspect: RankByAspect;
  readonly groups: Pick<DuplicateGroups, "groupOf">;
  readonly reportCoverage: ReportCoverage;
  readonly now: () => number;
}

/** Throws `not_found` for an unknown id. */
export type FindSimilar = (id: string, request: SimilarRequest, options?: CallOptions) => Promise<HitsAnswer>;
export type FindSimilarToText = (request: SimilarToTextRequest, options?: CallOptions) => Promise<HitsAnswer>;

/**
 * Finds the papers most similar to one paper. Excludes the paper itself with all its versions, and its near-duplicates
 * unless the request shows them. A paper that has no vector yet is compared by its words alone.
 */
export function createFindSimilar(deps: FindSimilarDeps): FindSimilar {
  return async (id, request, { signal } = {}) => {
    const stopwatch = createStopwatch(deps.now);
    const found = await deps.papers.findPaper(id);
    if (!found) throw createUnknownPaperError(id);
    const group = request.duplicates === "fold" ? deps.groups.groupOf(found.ordinal) : undefined;
    const without = new Set(group?.members ?? [found.ordinal]);
    const vector = (await deps.vectors.readVectors([found.ordinal])).get(found.ordinal);
    return answer(deps, { text: found.paper, vector, without, request, stopwatch, signal });
  };
}

/** Finds the papers most similar to a title and abstract, which need not belong to a stored paper. */
export function createFindSimilarToText(deps: FindSimilarDeps): FindSimilarToText {
  return async ({ title, abstract, ...request }, { signal } = {}) => {
    const stopwatch = createStopwatch(deps.now);
    const text = { title, abstract };
    const vector = await stopwatch.time("embedMs", () => embedPastedText(deps.embedder, text, { signal }));
    return answer(deps, { text, vector, without: new Set(), request, stopwatch, signal });
  };
}

interface Asked extends CallOptions {
  readonly text: PastedText;
  readonly vector: Float32Array | undefined;
  /** Papers to leave out of the answer. */
  readonly without: ReadonlySet<Ordinal>;
  readonly request: SimilarRequest;
  readonly stopwatch: Stopwatch;
}

async function answer(parts: FindSimilarDeps, asked: Asked): Promise<HitsAnswer> {
  const { request, vector, stopwatch } = asked;
  const allow = await stopwatch.time("filterMs", () => parts.matchFilter(request.filter));
  const list = vector ? listBySimilarity(parts, { ...asked, vector }, allow) : listByWords(parts, asked, allow);
  const first = (await list).slice(0, request.limit);
  const hits = await stopwatch.time("fetchMs", () => readHits(parts.papers, first));
  const notices = vector ? await parts.reportCoverage("similar") : [notEmbedded];
  // Words alone say little about how near a paper is.
  const match = vector
    ? judgeMatch(
        hits.map(({ score }) => score),
        similarFloor,
      )
    : {};
  return { hits, ...(notices.length > 0 && { notices }), ...match, timings: stopwatch.read() };
}

const notEmbedded: SearchNotice = {
  code: "partly_embedded",
  detail: "This paper has no vector yet, so it is compared by its words only.",
};

type Embedded = Asked & { readonly vector: Float32Array };

async function listBySimilarity(
  parts: FindSimilarDeps,
  asked: Embedded,
  allow: PaperSet | undefined,
): Promise<readonly ListedPaper[]> {
  const distinct = await listDistinct(parts, asked, (limit) => findNear(parts, asked, { allow, limit }));
  const ordered = await rerank(parts, asked, distinct);
  const first = ordered.slice(0, asked.request.limit);
  return first.map((paper) => ({ ...paper, score: scoreSimilar(paper.score) }));
}

async function listByWords(
  parts: FindSimilarDeps,
  asked: Asked,
  allow: PaperSet | undefined,
): Promise<readonly ListedPaper[]> {
  const distinct = await listDistinct(parts, asked, (limit) => findByWords(parts, asked, { allow, limit }));
  return distinct.map((paper) => ({ ...paper, score: toConfidence(paper.score) }));
}

/**
 * How many of the nearest papers are also compared by their words. Independent of the limit, so that a request for more
 * hits does not change the first ones; a higher limit, as for the pool of an evaluation, replaces this number. 50, 200
 * or 400 give no better ranking.
 */
const candidates = 100;

interface Found {
  /** Best first. */
  readonly listed: readonly ListedPaper[];
  /** Whether there are no more papers. */
  readonly isAll: boolean;
}

/** Folds near-duplicates, and searches deeper while too few papers remain. */
async function listDistinct(
  { groups }: FindSimilarDeps,
  { request, without }: Asked,
  find: (limit: number) => Promise<Found>,
): Promise<readonly ListedPaper[]> {
  const { limit, duplicates } = request;
  for (let reach = Math.max(candidates, limit); ; reach *= 2) {
    const { listed, isAll } = await find(reach + without.size);
    const others = listed.filter(({ ordinal }) => !without.has(ordinal));
    const distinct = duplicates === "fold" ? foldDuplicates(others, groups) : others;
    if (isAll || distinct.length >= limit) return distinct;
  }
}

interface Listing {
  readonly allow: PaperSet | undefined;
  readonly limit: number;
}

async function findNear(
  { vectorIndex, keywordIndex, embedder }: FindSimilarDeps,
  { text, vector, stopwatch }: Embedded,
  { allow, limit }: Listing,
): Promise<Found> {
  const near = await stopwatch.time("semanticMs", () => vectorIndex.search({ vector, limit, allow }));
  const query = { text: readWords(text), limit: 0, probe: near.ordinals };
  const { probed, attainable } = await stopwatch.time("keywordMs", () => keywordIndex.search(query));
  const listed = Array.from(near.ordinals, (ordinal, row): ListedPaper => {
    const words = probed[row]!;
    const evidence = weighSimilar(toSimilarity(near.scores[row]!, embedder.cosines), words / attainable);
    return { ordinal, score: evidence, matchedBy: words > 0 ? "both" : "meaning" };
  });
  listed.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  return { listed, isAll: near.ordinals.length < limit };
}

async function findByWords(
  { keywordIndex }: FindSimilarDeps,
  { text, stopwatch }: Asked,
  { allow, limit }: Listing,
): Promise<Found> {
  const query = { text: readWords(text), limit, ...(allow && { allow }) };
  const { hits, total, attainable } = await stopwatch.time("keywordMs", () => keywordIndex.search(query));
  const listed = hits.map(({ ordinal, score }): ListedPaper => {
    return { ordinal, score: score / attainable, matchedBy: "keyword" };
  });
  return { listed, isAll: hits.length === total };
}

function readWords({ title, abstract }: PastedText): string {
  return composeText({ title, ...(abstract !== undefined && { abstract }) }).slice(0, similarTextLength);
}

/** Papers whose sentences are compared. Each takes about 30 ms if its sentences are not cached. */
const aspectDepth = 50;
/** The same for a filter by ids, which is a pool to be ranked as a whole. */
const aspectPoolDepth = 300;

async function rerank(
  { rankByAspect, vectors, embedder }: FindSimilarDeps,
  { text, request, stopwatch, signal }: Asked,
  listed: readonly ListedPaper[],
): Promise<readonly ListedPaper[]> {
  const { aspect, diversity, limit, filter } = request;
  const reach = filter.ids ? Math.min(Math.max(limit, aspectDepth), aspectPoolDepth) : aspectDepth;
  const query = aspect && { aspect, abstract: text.abstract ?? "", reach, signal };
  const ranked = query ? await stopwatch.time("embedMs", () => rankByAspect(listed, query)) : listed;
  if (diversity === 0) return ranked;
  const { cosines } = embedder;
  return stopwatch.time("fuseMs", async () =>
    pickDiverse(ranked, {
      vectors: await vectors.readVectors(ranked.map(({ ordinal }) => ordinal)),
      measureSimilarity: (cosine) => toSimilarity(cosine, cosines),
      diversity,
      limit,
    }),
  );
}
