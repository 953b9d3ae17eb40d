import { composeText } from "../domain/paper-text.js";
import type { Ordinal } from "../domain/paper.js";
import type { Example, HitsAnswer, RecommendationRequest } from "../domain/query.js";
import { averageVectors, normalizeVector } from "../domain/vector.js";
import { AppError } from "../errors.js";
import type { Embedder } from "../ports/embedder.js";
import type { PaperStore } from "../ports/paper-store.js";
import type { VectorStore } from "../ports/vector-store.js";
import type { MatchFilter } from "./match-filter.js";
import type { RankByMeaning } from "./rank-by-meaning.js";
import { readHits } from "./read-hits.js";
import { createStopwatch, type Stopwatch } from "./stopwatch.js";

export interface RecommendPapersDeps {
  readonly papers: PaperStore;
  readonly vectors: VectorStore;
  readonly embedder: Embedder;
  readonly matchFilter: MatchFilter;
  readonly rankByMeaning: RankByMeaning;
  readonly now: () => number;
}

/** Throws `not_found` for an unknown id, `conflict` when a named paper still waits for its vector. */
export type RecommendPapers = (request: RecommendationRequest) => Promise<HitsAnswer>;

/** Rocchio's weight of the disliked papers (Salton and Buckley 1990 use 0.25 of the liked ones' weight). */
const negativeWeight = 0.25;

/** Papers near the mean of the liked ones and away from the mean of the disliked ones (Rocchio 1971). */
export function createRecommendPapers(deps: RecommendPapersDeps): RecommendPapers {
  return async ({ positive, negative, limit, filter }) => {
    const stopwatch = createStopwatch(deps.now);
    const liked = await resolveExamples(deps, positive, stopwatch);
    const disliked = await resolveExamples(deps, negative, stopwatch);
    const vector = aimBetween(liked.vectors, disliked.vectors);
    const named = new Set([...liked.ordinals, ...disliked.ordinals]);
    const allow = await stopwatch.time("filterMs", () => deps.matchFilter(filter));
    const ranked = await stopwatch.time("semanticMs", () =>
      deps.rankByMeaning({ vector, limit: limit + named.size, allow }),
    );
    const fresh = ranked.filter(({ ordinal }) => !named.has(ordinal)).slice(0, limit);
    const marked = fresh.map(({ ordinal, score }) => ({ ordinal, score, matchedBy: "meaning" as const }));
    const hits = await stopwatch.time("fetchMs", () => readHits(deps.papers, marked));
    return { hits, timings: stopwatch.read() };
  };
}

interface Resolved {
  readonly ordinals: readonly Ordinal[];
  readonly vectors: readonly Float32Array[];
}

async function resolveExamples(
  deps: RecommendPapersDeps,
  examples: readonly Example[],
  stopwatch: Stopwatch,
): Promise<Resolved> {
  const ordinals: Ordinal[] = [];
  const vectors: Float32Array[] = [];
  for (const example of examples) {
    if ("id" in example) {
      const { ordinal, vector } = await readExample(deps, example.id);
      ordinals.push(ordinal);
      vectors.push(vector);
    } else {
      const { title, abstract } = example;
      const text = composeText({ title, ...(abstract !== undefined && { abstract }) });
      vectors.push(await stopwatch.time("embedMs", () => deps.embedder.embedQuery(text)));
    }
  }
  return { ordinals, vectors };
}

async function readExample(deps: RecommendPapersDeps, id: string): Promise<{ ordinal: Ordinal; vector: Float32Array }> {
  const found = await deps.papers.findPaper(id);
  if (!found) throw new AppError("not_found", `There is no paper ${id}.`);
  const vector = (await deps.vectors.readVectors([found.ordinal])).get(found.ordinal);
  if (!vector) throw new AppError("conflict", `Paper ${id} has no vector yet: wait for its job to complete.`);
  return { ordinal: found.ordinal, vector };
}

function aimBetween(liked: readonly Float32Array[], disliked: readonly Float32Array[]): Float32Array {
  const towards = averageVectors(liked);
  const away = disliked.length > 0 ? averageVectors(disliked) : undefined;
  const aim = towards.map((value, index) => value - negativeWeight * (away?.[index] ?? 0));
  const unit = normalizeVector(aim);
  if (!unit) throw new AppError("bad_input", "The liked and disliked papers cancel each other out: name other papers.");
  return unit;
}
