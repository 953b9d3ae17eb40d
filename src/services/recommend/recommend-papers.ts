import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { Hit, HitsAnswer } from "../../domain/search/answer.js";
import { pickDiverse } from "../../domain/similar/diversity.js";
import { judgeMatch, likeFloor } from "../../domain/similar/good-match.js";
import { toConfidence, toSimilarity } from "../../domain/search/fusion.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { RecommendationRequest } from "../../domain/recommend/request.js";
import { maxPreferenceScore } from "../../domain/recommend/preference-profile.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import { serveInterests } from "../../domain/recommend/serve-interests.js";
import { centreVector, type VectorSpread } from "../../domain/vectors/whitening.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { SpreadReader } from "../../ports/vectors/vector-spread.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import { foldDuplicates } from "../search/fold-duplicates.js";
import type { MatchFilter } from "../search/match-filter.js";
import { type RatedPaper, rankByPreference } from "./rank-by-preference.js";
import type { ReportCoverage } from "../search/report-coverage.js";
import { type ListedPaper, readHits } from "../search/read-hits.js";
import { type ResolvedExample, resolveExamples } from "./resolve-examples.js";
import { createStopwatch } from "../search/stopwatch.js";

export interface RecommendPapersDeps {
  readonly papers: PaperStore;
  readonly vectors: VectorStore;
  readonly embedder: Pick<Embedder, "cosines" | "embedPassages">;
  readonly readSpread: SpreadReader["readSpread"];
  readonly matchFilter: MatchFilter;
  readonly vectorIndex: Pick<VectorSearch, "search">;
  readonly groups: Pick<DuplicateGroups, "groupOf">;
  readonly reportCoverage: ReportCoverage;
  readonly now: () => number;
}

export interface RecommendOptions extends CallOptions {
  /** Passes over examples that are unknown or wait for their vector; `conflict` if none of the liked ones is left. */
  readonly isLenient?: boolean;
  /** Papers that are not to be found, beside the examples. */
  readonly without?: ReadonlySet<Ordinal>;
}

/** Throws `not_found` for an unknown id, `conflict` when a named paper still waits for its vector. */
export type RecommendPapers = (request: RecommendationRequest, options?: RecommendOptions) => Promise<HitsAnswer>;

/** Finds papers like the liked ones and unlike the disliked ones. Excludes all of them and their near-duplicates. */
export function createRecommendPapers(deps: RecommendPapersDeps): RecommendPapers {
  return async (request, { signal, isLenient = false, without: known = new Set<Ordinal>() } = {}) => {
    const { filter, limit } = request;
    const stopwatch = createStopwatch(deps.now);
    const { liked, disliked, notices: cut } = await resolveExamples(deps, request, { stopwatch, signal, isLenient });
    const without = listWithout(deps, { examples: [...liked, ...disliked], known }, request);
    const allow = await stopwatch.time("filterMs", () => deps.matchFilter(filter));
    const listed = await stopwatch.time("semanticMs", async () => {
      const spread = await deps.readSpread();
      const { rated, weights } = await rankByPreference(deps, {
        spread,
        allow,
        liked: liked.map(readVector),
        disliked: disliked.map(readVector),
        reach: countPool(limit) + Math.min(without.size, maxWithout),
        signal,
      });
      const fresh = rated.filter(({ ordinal }) => !without.has(ordinal));
      const folded = request.duplicates === "fold" ? foldDuplicates(fresh, deps.groups) : fresh;
      return markNear(deps, pickHits(folded, { request, spread, weights }), liked);
    });
    const hits = await stopwatch.time("fetchMs", () => readHits(deps.papers, listed));
    const notices = [...cut, ...(await deps.reportCoverage("similar"))];
    const match = judgeMatch(
      hits.map(({ score }) => score),
      likeFloor,
    );
    return { hits, ...(notices.length > 0 && { notices }), ...match, timings: stopwatch.read() };
  };
}

/** Papers beyond these that are not to be found are seldom near enough to matter. */
const maxWithout = 1_000;

function listWithout(
  { groups }: RecommendPapersDeps,
  { examples, known }: { readonly examples: readonly ResolvedExample[]; readonly known: ReadonlySet<Ordinal> },
  { duplicates }: RecommendationRequest,
): ReadonlySet<Ordinal> {
  const named = [...known, ...examples.flatMap(({ paper }) => paper?.ordinal ?? [])];
  if (duplicates === "show") return new Set(named);
  return new Set(named.flatMap((ordinal) => groups.groupOf(ordinal)?.members ?? [ordinal]));
}

function readVector({ vector }: ResolvedExample): Float32Array {
  return vector;
}

type Rated = RatedPaper & Pick<ListedPaper, "folded">;

/**
 * Returns how many of the best papers to pick hits from, because some are folded and some are too similar to each
 * other.
 */
function countPool(limit: number): number {
  return Math.max(100, 3 * limit);
}

interface Picking {
  readonly request: RecommendationRequest;
  readonly spread: VectorSpread | undefined;
  /** How many liked papers each interest has. */
  readonly weights: readonly number[];
}

/** Gives each interest its share of the hits; those of one interest differ as much as requested. */
function pickHits(ranked: readonly Rated[], { request, spread, weights }: Picking): readonly Rated[] {
  const { limit, diversity } = request;
  if (diversity === 0) return serveInterests(ranked, { weights, limit });
  const ordered = weights.flatMap((_, interest) => {
    const own = ranked.filter((paper) => paper.interest === interest);
    return diversify(own, request, spread);
  });
  return serveInterests(ordered, { weights, limit });
}

function diversify(
  ranked: readonly Rated[],
  { limit, diversity }: RecommendationRequest,
  spread: VectorSpread | undefined,
): readonly Rated[] {
  const byOrdinal = new Map(ranked.slice(0, countPool(limit)).map((paper) => [paper.ordinal, paper]));
  // Score and diversity are both based on cosines of centred vectors: the score is a weighted sum of two of them.
  const centred = [...byOrdinal.values()].map(({ ordinal, vector }) => {
    return [ordinal, spread ? centreVector(vector, spread.mean) : vector] as const;
  });
  const scored = [...byOrdinal.values()].map(({ ordinal, score }) => ({ ordinal, score: score / maxPreferenceScore }));
  const picked = pickDiverse(scored, { vectors: new Map(centred), diversity, limit });
  return picked.flatMap(({ ordinal }) => byOrdinal.get(ordinal) ?? []);
}

/**
 * Scores each hit by its similarity to the nearest liked paper, which has the same meaning for one example and for a
 * hundred. Hits are not ranked by this score, so it is capped where it would increase from hit to hit of an interest.
 */
function markNear(
  { embedder }: RecommendPapersDeps,
  ranked: readonly Rated[],
  liked: readonly ResolvedExample[],
): ListedPaper[] {
  const scores = new Map<number, number>();
  return ranked.map(({ ordinal, vector, nearest, interest, folded }) => {
    const cosines = liked.map((example) => dotProduct(vector, example.vector));
    const near = toConfidence(toSimilarity(Math.max(...cosines), embedder.cosines));
    const score = Math.min(scores.get(interest) ?? 1, near);
    scores.set(interest, score);
    const because = explainLike(liked[nearest]!, { positive: nearest, similarity: cosines[nearest]! });
    return { ordinal, score, matchedBy: "meaning", ...(folded && { folded }), because };
  });
}

function explainLike(
  { title, paper }: ResolvedExample,
  { positive, similarity }: Pick<NonNullable<Hit["because"]>, "positive" | "similarity">,
): NonNullable<Hit["because"]> {
  return { positive, ...(paper && { id: paper.id }), title, similarity: Math.round(similarity * 1e6) / 1e6 };
}
