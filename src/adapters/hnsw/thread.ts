import { rename } from "node:fs/promises";
import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import hnswlib from "hnswlib-node";
import { type RankedColumns, type RankedPaper, toColumns } from "../../domain/search/hit.js";
import { minPairSimilarity, maxPairsPerPaper } from "../../domain/duplicates/near-duplicates.js";
import { createOrdinalSet, type OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { NearPair, NeighbourLists } from "../../ports/vectors/vector-index.js";
import { hashFile, syncFile } from "../index-file.js";

/** The parameters of an empty index. */
export interface HnswParameters {
  readonly dimensions: number;
  readonly m: number;
  readonly efConstruction: number;
}

/**
 * The tasks of this thread, called by `createHnswIndex`. It holds one index; the caller runs changes and saves one at a
 * time.
 */
export interface HnswTasks {
  readonly startEmpty: typeof startEmpty;
  readonly load: typeof load;
  readonly applyChanges: typeof applyChanges;
  readonly search: typeof search;
  readonly listNeighbours: typeof listNeighbours;
  readonly save: typeof save;
}

const firstCapacity = 1024;
const smallIndex = 2_000;
/** Max number of papers of equal score at the end of a list. */
const edge = 100;
let index: hnswlib.HierarchicalNSW | undefined;
let live = new Set<Ordinal>();
let deleted = new Set<Ordinal>();

export function startEmpty({ dimensions, m, efConstruction }: HnswParameters): void {
  // For unit vectors the inner product is the cosine. The seed is fixed: the same papers give the same index.
  index = new hnswlib.HierarchicalNSW("ip", dimensions);
  index.initIndex({ maxElements: firstCapacity, m, efConstruction, randomSeed: 100 });
  live = new Set();
  deleted = new Set();
}

/** Reads a saved index whose checksum was verified; the caller has compared the other facts. */
export async function load(saved: { file: string; dimensions: number; deleted: readonly Ordinal[] }): Promise<number> {
  const loaded = new hnswlib.HierarchicalNSW("ip", saved.dimensions);
  await loaded.readIndex(saved.file);
  deleted = new Set(saved.deleted);
  live = new Set(loaded.getIdsList().filter((ordinal) => !deleted.has(ordinal)));
  index = loaded;
  return live.size;
}

/** Points added before searches can run: about 6 ms of work at efConstruction 200. */
const pointsAtOnce = 12;

/**
 * Row `i` of `vectors` belongs to `put[i]`. Returns the number of live vectors and the near pairs. Searches run in
 * between.
 */
export async function applyChanges(changes: {
  put: readonly Ordinal[];
  vectors: Float32Array;
  removed: readonly Ordinal[];
}): Promise<{ count: number; pairs: NearPair[] }> {
  const graph = takeIndex();
  for (const ordinal of changes.removed) {
    if (!live.delete(ordinal)) continue;
    graph.markDelete(ordinal);
    deleted.add(ordinal);
  }
  const dimensions = graph.getNumDimensions();
  const pairs: NearPair[] = [];
  for (const [row, ordinal] of changes.put.entries()) {
    if (row % pointsAtOnce === pointsAtOnce - 1) await yieldToEventLoop();
    // An index that was saved empty is loaded with a capacity of 0.
    const capacity = graph.getMaxElements();
    if (graph.getCurrentCount() >= capacity) graph.resizeIndex(Math.max(firstCapacity, capacity * 2));
    const vector = Array.from(changes.vectors.subarray(row * dimensions, (row + 1) * dimensions));
    pairs.push(...findNear(ordinal, vector));
    if (deleted.delete(ordinal)) graph.unmarkDelete(ordinal);
    graph.addPoint(vector, ordinal);
    live.add(ordinal);
  }
  return { count: live.size, pairs };
}

/**
 * The ef of the search for near pairs: very similar papers are found by a narrow search, at a quarter of the cost of
 * adding.
 */
const pairEf = 16;
/** So few are all compared: in a tiny graph a narrow search may end early. */
const handful = 200;

/** The live papers nearest to a paper that is about to be added. */
function findNear(ordinal: Ordinal, vector: number[]): NearPair[] {
  const graph = takeIndex();
  // A replaced vector is still there, and may be the nearest.
  const reach = Math.min(maxPairsPerPaper + (live.has(ordinal) ? 1 : 0), live.size);
  if (reach === 0) return [];
  graph.setEf(live.size <= handful ? handful : pairEf);
  const { neighbors, distances } = graph.searchKnn(vector, reach);
  return neighbors
    .map((other, rank) => ({ ordinal, other, similarity: 1 - (distances[rank] ?? 1) }))
    .filter(({ other, similarity }) => other !== ordinal && similarity >= minPairSimilarity)
    .sort((one, other) => other.similarity - one.similarity || one.other - other.other)
    .slice(0, maxPairsPerPaper);
}

export function search(query: {
  vector: Float32Array;
  limit: number;
  ef: number;
  allow: Uint32Array | undefined;
}): RankedColumns {
  const graph = takeIndex();
  const limit = Math.min(query.limit, live.size);
  if (limit === 0) return toColumns([]);
  // Searches for more: the order of equal scores at the edge must not depend on the limit.
  const reach = Math.min(limit + Math.min(limit, edge), live.size);
  // In a small index an isolated paper may be unreachable; comparing all of them costs next to nothing.
  graph.setEf(Math.max(query.ef, reach, live.size <= smallIndex ? live.size : 0));
  const allowed = query.allow && createOrdinalSet(query.allow);
  const filter = allowed && ((ordinal: Ordinal) => allowed.has(ordinal));
  const { neighbors, distances } = graph.searchKnn(Array.from(query.vector), reach, filter);
  const misses = neighbors.length < limit && neighbors.length < countLive(allowed);
  return misses ? toColumns(scanLive(query.vector, allowed).slice(0, limit)) : cutNearest(neighbors, distances, limit);
}

/** The first of these papers, which are ordered by distance, and the ones at equal distance by ordinal. */
function cutNearest(neighbors: readonly Ordinal[], distances: readonly number[], limit: number): RankedColumns {
  const ordinals = Int32Array.from(neighbors);
  const scores = new Float64Array(distances.length);
  for (let at = 0; at < scores.length; at += 1) scores[at] = 1 - distances[at]!;
  for (let from = 0, to = 1; from < limit; from = to, to += 1) {
    while (to < ordinals.length && scores[to] === scores[from]) to += 1;
    if (to - from > 1) ordinals.subarray(from, to).sort();
  }
  return { ordinals: ordinals.slice(0, limit), scores: scores.slice(0, limit) };
}

/** Lists made before searches can run: about 5 ms of work at ef 50. */
const listsAtOnce = 12;

/** Searches run in between. */
export async function listNeighbours(query: {
  of: readonly Ordinal[];
  limit: number;
  ef: number;
  allow: Uint32Array | undefined;
}): Promise<NeighbourLists> {
  const { of, limit, ef, allow } = query;
  const counts = new Int32Array(of.length);
  const ordinals: number[] = [];
  const scores: number[] = [];
  for (const [row, ordinal] of of.entries()) {
    if (row % listsAtOnce === listsAtOnce - 1) await yieldToEventLoop();
    if (!live.has(ordinal)) continue;
    // One more, because a paper is its own nearest neighbour.
    const near = search({ vector: Float32Array.from(takeIndex().getPoint(ordinal)), limit: limit + 1, ef, allow });
    for (const [rank, other] of near.ordinals.entries()) {
      if (other === ordinal || counts[row] === limit) continue;
      ordinals.push(other);
      scores.push(near.scores[rank] ?? 0);
      counts[row]! += 1;
    }
  }
  return { counts, ordinals: Int32Array.from(ordinals), scores: Float32Array.from(scores) };
}

function countLive(allowed: OrdinalSet | undefined): number {
  if (!allowed) return live.size;
  let count = 0;
  for (const ordinal of allowed.values()) if (live.has(ordinal)) count += 1;
  return count;
}

/**
 * Compares with every vector: nearest first, equal ones by ordinal. Of many nearly equal vectors, some are in no other's
 * list of neighbours and no path in the graph leads to them; this shows when most of a small index is requested.
 */
function scanLive(vector: Float32Array, allowed: OrdinalSet | undefined): RankedPaper[] {
  const graph = takeIndex();
  const ranked: RankedPaper[] = [];
  for (const ordinal of live) {
    if (allowed && !allowed.has(ordinal)) continue;
    const score = graph.getPoint(ordinal).reduce((sum, value, place) => sum + value * (vector[place] ?? 0), 0);
    ranked.push({ ordinal, score });
  }
  return ranked.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
}

/** Writes the index to a temporary file, syncs it to disk, and renames it. */
export async function save({ file }: { file: string }): Promise<{ sha256: string; count: number; deleted: Ordinal[] }> {
  const facts = { count: live.size, deleted: [...deleted] };
  await takeIndex().writeIndex(`${file}.tmp`);
  const sha256 = await hashFile(`${file}.tmp`);
  await syncFile(`${file}.tmp`);
  await rename(`${file}.tmp`, file);
  return { sha256, ...facts };
}

function takeIndex(): hnswlib.HierarchicalNSW {
  if (!index) throw new Error("the index was used before it was opened");
  return index;
}
