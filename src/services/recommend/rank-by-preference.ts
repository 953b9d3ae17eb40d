import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { createPreferenceProfile, type Examples, type Verdict } from "../../domain/recommend/preference-profile.js";
import { averageVectors, normalizeVector } from "../../domain/vectors/vector.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { RankByMeaning } from "../search/rank-by-meaning.js";

export interface RankByPreferenceDeps {
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly rankByMeaning: RankByMeaning;
}

export interface PreferenceQuery extends Examples {
  readonly allow: OrdinalSet | undefined;
  /** So many are ranked at least, when that many are allowed. */
  readonly reach: number;
}

export interface JudgedPaper extends Verdict {
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

/** Papers ranked by the preferences that the examples express, best first, ties by ordinal; the examples are included. */
export async function rankByPreference(deps: RankByPreferenceDeps, query: PreferenceQuery): Promise<JudgedPaper[]> {
  const { liked, disliked } = query;
  const profile = createPreferenceProfile(query);
  const candidates = await gatherCandidates(deps, query);
  const products = (liked.length + disliked.length) * (liked[0]?.length ?? 1);
  const slice = Math.max(1, Math.min(rowsAtOnce, Math.floor(productsAtOnce / products)));
  const judged: JudgedPaper[] = [];
  for (let start = 0; start < candidates.length; start += slice) {
    const vectors = await deps.vectors.readVectors(candidates.slice(start, start + slice));
    for (const [ordinal, vector] of vectors) judged.push({ ordinal, vector, ...profile.judge(vector) });
    await yieldToEventLoop();
  }
  return judged.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
}

/** Rows read, and multiplications, before the event loop runs: a few milliseconds. */
const rowsAtOnce = 100;
const productsAtOnce = 4_000_000;

/** So many allowed papers are all looked at; of more, what is near the liked ones is. */
const maxCandidates = 2_000;
/** Nearest papers of all liked ones together, and of each at most and at least. With twice as many, fewer than one hit in a hundred changes. */
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
  // What is near their mean comes too, so there are enough in any case. One search after another: a hundred at once
  // would delay all other requests.
  await gather(normalizeVector(averageVectors(liked)) ?? liked[0]!, Math.max(maxNearest, reach));
  if (liked.length === 1) return [...found];
  for (const vector of liked) await gather(vector, nearest);
  return [...found];
}
