import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { NeighbourGraph } from "../../ports/map/map-projector.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";

export interface GatherOptions {
  /** Neighbours must be among these papers; undefined allows all. */
  readonly allow: PaperSet | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/** A graph of papers; its point `i` is the paper `ordinals[i]`. */
export interface PaperGraph {
  readonly ordinals: Int32Array;
  readonly graph: NeighbourGraph;
}

/** A balance between local and global structure (McInnes et al. 2018, section 5.1). */
export const neighboursOfPaper = 15;
/** With few papers, 15 neighbours would be a large share of them, and separate regions would merge. */
const minNeighbours = 5;
/** Papers per call: one or two tenths of a second of the index thread, which answers queries in between. */
export const papersAtOnce = 512;

/**
 * Reads the neighbours of each paper from the index. Omits papers without neighbours, which were removed in the
 * meantime.
 */
export async function gatherNeighbours(
  index: Pick<VectorSearch, "listNeighbours">,
  papers: Int32Array,
  { allow, signal, onProgress }: GatherOptions,
): Promise<PaperGraph> {
  const limit = Math.min(neighboursOfPaper, Math.max(minNeighbours, Math.round(Math.sqrt(papers.length))));
  const rows = new Int32Array((papers.at(-1) ?? 0) + 1).fill(-1);
  for (let row = 0; row < papers.length; row += 1) rows[papers[row] ?? 0] = row;
  const graph = startGraph(papers.length, limit);
  for (let from = 0; from < papers.length; from += papersAtOnce) {
    signal.throwIfAborted();
    const of = [...papers.subarray(from, from + papersAtOnce)];
    const { counts, ordinals, scores } = await index.listNeighbours({ of, limit, allow });
    let at = 0;
    for (let row = 0; row < of.length; row += 1) {
      // A paper that is not in the graph was added in the meantime.
      for (const end = at + (counts[row] ?? 0); at < end; at += 1)
        addNeighbour(graph, { row: from + row, other: rows[ordinals[at] ?? 0] ?? -1, score: scores[at] ?? 0 });
    }
    onProgress(Math.min(1, (from + of.length) / papers.length));
  }
  return removeIsolated(papers, graph);
}

interface GrowingGraph {
  readonly counts: Int32Array;
  readonly neighbours: Int32Array;
  readonly distances: Float32Array;
  filled: number;
}

function startGraph(points: number, limit: number): GrowingGraph {
  const maxEdges = points * limit;
  const lists = { neighbours: new Int32Array(maxEdges), distances: new Float32Array(maxEdges) };
  return { counts: new Int32Array(points), ...lists, filled: 0 };
}

function addNeighbour(graph: GrowingGraph, found: { row: number; other: number; score: number }): void {
  if (found.other < 0) return;
  graph.counts[found.row]! += 1;
  graph.neighbours[graph.filled] = found.other;
  // Rounding may raise the cosine of equal vectors above 1.
  graph.distances[graph.filled] = Math.max(0, 1 - found.score);
  graph.filled += 1;
}

/** Points processed before yielding to the event loop. */
const pointsAtOnce = 5_000;

/** Removes points without neighbours; repeats, because that may leave other points without any. */
async function removeIsolated(papers: Int32Array, graph: GrowingGraph): Promise<PaperGraph> {
  const { counts, filled } = graph;
  if (!counts.includes(0)) {
    const neighbours = graph.neighbours.subarray(0, filled);
    return { ordinals: papers, graph: { counts, neighbours, distances: graph.distances.subarray(0, filled) } };
  }
  let next = 0;
  const renamed = counts.map((count) => (count > 0 ? next++ : -1));
  const smaller = startGraph(next, Math.ceil(filled / Math.max(1, next)));
  let at = 0;
  for (let point = 0; point < counts.length; point += 1) {
    if (point % pointsAtOnce === 0) await yieldToEventLoop();
    for (const end = at + (counts[point] ?? 0); at < end; at += 1) {
      const other = renamed[graph.neighbours[at] ?? 0] ?? -1;
      addNeighbour(smaller, { row: renamed[point] ?? 0, other, score: 1 - (graph.distances[at] ?? 0) });
    }
  }
  return removeIsolated(
    papers.filter((_, point) => (counts[point] ?? 0) > 0),
    smaller,
  );
}
