import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import {
  createPreferenceProfile,
  type Examples,
  type PreferenceProfile,
  type Rating,
} from "../../domain/recommend/preference-profile.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";

export interface RankByPreferenceDeps {
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly vectorIndex: Pick<VectorSearch, "search">;
}

export interface PreferenceQuery extends Examples, CallOptions {
  readonly allow: PaperSet | undefined;
  /** The minimum number of papers to rank, if that many are allowed. */
  readonly reach: number;
}

export interface RatedPaper extends Rating {
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

export interface RankedPreference {
  /** Best first, ties by ordinal, examples included. */
  readonly rated: readonly RatedPaper[];
  /** How many liked papers each interest has. */
  readonly weights: readonly number[];
}

/** Ranks papers by the preferences that the examples express. Throws the signal's reason when it aborts. */
export async function rankByPreference(deps: RankByPreferenceDeps, query: PreferenceQuery): Promise<RankedPreference> {
  const { liked, disliked, signal } = query;
  const profile = createPreferenceProfile(query);
  const candidates = await gatherCandidates(deps, query, profile);
  const products = (liked.length + disliked.length) * (liked[0]?.length ?? 1);
  const slice = Math.max(1, Math.min(rowsAtOnce, Math.floor(productsAtOnce / products)));
  const rated: RatedPaper[] = [];
  for (let start = 0; start < candidates.length; start += slice) {
    const vectors = await deps.vectors.readVectors(candidates.slice(start, start + slice));
    for (const [ordinal, vector] of vectors) rated.push({ ordinal, vector, ...profile.rate(vector) });
    await yieldToEventLoop();
    signal?.throwIfAborted();
  }
  rated.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  return { rated, weights: profile.interests.map(({ length }) => length) };
}

/** Vectors read, and multiplications, before yielding to the event loop: a few milliseconds of work. */
const rowsAtOnce = 100;
const productsAtOnce = 4_000_000;

/** Up to this many allowed papers are all ranked; of more, only those near the liked ones. */
const maxCandidates = 2_000;
/**
 * Papers near the aim of an interest, which are nearly those with the highest scores, then the nearest ones of each liked
 * paper: of all together, and the least. Among 87,000 papers no paper of the ten best was missed in 80 lists
 * (docs/ranking.md).
 */
const nearAim = 150;
const nearestOfAll = 120;
const minNearest = 20;

async function gatherCandidates(
  { vectorIndex }: RankByPreferenceDeps,
  { liked, allow, reach, signal }: PreferenceQuery,
  { interests, aims }: PreferenceProfile,
): Promise<Ordinal[]> {
  const allowed = await allow?.list(maxCandidates + 1);
  if (allowed && allowed.length <= maxCandidates) return [...allowed];
  const found = new Set<Ordinal>();
  const gather = async (vector: Float32Array, limit: number) => {
    signal?.throwIfAborted();
    const { ordinals } = await vectorIndex.search({ vector, limit, allow });
    for (const ordinal of ordinals) found.add(ordinal);
  };
  const nearest = Math.max(minNearest, Math.floor(nearestOfAll / liked.length));
  // The papers near the aim of an interest guarantee enough candidates. Searches run one after another, because a
  // hundred at once would delay all other requests.
  for (const [interest, places] of interests.entries()) {
    const [first] = places;
    await gather(aims[interest] ?? liked[first!]!, countNearAim(interests.length, reach));
    if (places.length > 1) for (const place of places) await gather(liked[place]!, nearest);
  }
  return [...found];
}

/** One interest alone has to fill the answer; several share it, and may overlap. */
function countNearAim(interests: number, reach: number): number {
  const share = interests === 1 ? 1 : 2 / interests;
  return Math.max(minNearest, Math.ceil(share * Math.max(nearAim, reach)));
}
