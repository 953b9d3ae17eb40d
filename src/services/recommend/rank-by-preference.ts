import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { createPreferenceProfile, type Examples, type Rating } from "../../domain/recommend/preference-profile.js";
import { averageVectors, normalizeVector } from "../../domain/vectors/vector.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { RankByMeaning } from "../search/rank-by-meaning.js";

export interface RankByPreferenceDeps {
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly rankByMeaning: RankByMeaning;
}

export interface PreferenceQuery extends Examples {
  readonly allow: OrdinalSet | undefined;
  /** The minimum number of papers to rank, if that many are allowed. */
  readonly reach: number;
}

export interface RatedPaper extends Rating {
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

/** Ranks papers by the preferences that the examples express: best first, ties by ordinal, examples included. */
export async function rankByPreference(deps: RankByPreferenceDeps, query: PreferenceQuery): Promise<RatedPaper[]> {
  const { liked, disliked } = query;
  const profile = createPreferenceProfile(query);
  const candidates = await gatherCandidates(deps, query);
  const products = (liked.length + disliked.length) * (liked[0]?.length ?? 1);
  const slice = Math.max(1, Math.min(rowsAtOnce, Math.floor(productsAtOnce / products)));
  const rated: RatedPaper[] = [];
  for (let start = 0; start < candidates.length; start += slice) {
    const vectors = await deps.vectors.readVectors(candidates.slice(start, start + slice));
    for (const [ordinal, vector] of vectors) rated.push({ ordinal, vector, ...profile.rate(vector) });
    await yieldToEventLoop();
  }
  return rated.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
}

/** Vectors read, and multiplications, before yielding to the event loop: a few milliseconds of work. */
const rowsAtOnce = 100;
const productsAtOnce = 4_000_000;

/** Up to this many allowed papers are all ranked; of more, only those near the liked ones. */
const maxCandidates = 2_000;
/**
 * Nearest papers of all liked ones together, then the limits for each. Twice as many would change fewer than 1 % of
 * hits.
 */
const nearestOfAll = 1_200;
const maxNearest = 200;
const minNearest = 20;

async function gatherCandidates(
  { rankByMeaning }: RankByPreferenceDeps,
  { liked, allow, reach }: PreferenceQuery,
): Promise<Ordinal[]> {
  if (allow && allow.size <= maxCandidates) return [...allow.values()];
  const found = new Set<Ordinal>();
  const gather = async (vector: Float32Array, limit: number) => {
    for (const { ordinal } of await rankByMeaning({ vector, limit, allow })) found.add(ordinal);
  };
  const nearest = Math.max(minNearest, Math.min(maxNearest, Math.floor(nearestOfAll / liked.length)));
  // The papers near the mean guarantee enough candidates. Searches run one after another, because a hundred at once
  // would
  // delay all other requests.
  await gather(normalizeVector(averageVectors(liked)) ?? liked[0]!, Math.max(maxNearest, reach));
  if (liked.length === 1) return [...found];
  for (const vector of liked) await gather(vector, nearest);
  return [...found];
}
