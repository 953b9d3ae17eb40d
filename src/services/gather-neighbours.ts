import type { OrdinalSet } from "../domain/ordinal-set.js";
import type { NeighbourGraph } from "../ports/map-projector.js";
import type { VectorIndex } from "../ports/vector-index.js";

export interface GatherOptions {
  /** Neighbours are looked for among these only; among all without it. */
  readonly allow: OrdinalSet | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/** A graph of papers; point `i` of it is `ordinals[i]`. */
export interface PaperGraph {
  readonly ordinals: Int32Array;
  readonly graph: NeighbourGraph;
}

/** 15 show both a paper's own corner and how that lies among the others (McInnes et al. 2018, section 5.1). */
export const neighboursOfPaper = 15;
/** Of a few papers 15 would be a large part, and corners would run together. */
const fewestNeighbours = 5;
/** Papers asked for at a time: a tenth of a second or two of the index' thread, which answers questions in between. */
export const papersAtOnce = 512;

/** Reads from the index who is near whom. Papers that have no neighbour here (removed meanwhile) are left out. */
export async function gatherNeighbours(
  index: Pick<VectorIndex, "listNeighbours">,
  papers: Int32Array,
  { allow, signal, onProgress }: GatherOptions,
): Promise<PaperGraph> {
  const limit = Math.min(neighboursOfPaper, Math.max(fewestNeighbours, Math.round(Math.sqrt(papers.length))));
  const counts = new Int32Array(papers.length);
  const ordinals = new Int32Array(papers.length * limit);
  const distances = new Float32Array(ordinals.length);
  let filled = 0;
  for (let from = 0; from < papers.length; from += papersAtOnce) {
    signal.throwIfAborted();
    const of = [...papers.subarray(from, from + papersAtOnce)];
    const lists = await index.listNeighbours({ of, limit, ...(allow && { allow }) });
    counts.set(lists.counts, from);
    ordinals.set(lists.ordinals, filled);
    // Rounding may take the cosine of equal vectors beyond 1.
    for (const [at, score] of lists.scores.entries()) distances[filled + at] = Math.max(0, 1 - score);
    filled += lists.ordinals.length;
    onProgress(Math.min(1, (from + of.length) / papers.length));
  }
  return closeGraph({ papers, counts, ordinals, distances });
}

interface Lists {
  readonly papers: Int32Array;
  readonly counts: Int32Array;
  readonly ordinals: Int32Array;
  readonly distances: Float32Array;
}

/** Drops neighbours that are no point (they came meanwhile), and points that have no neighbour left. */
function closeGraph(lists: Lists): PaperGraph {
  const rows = new Int32Array((lists.papers.at(-1) ?? 0) + 1).fill(-1);
  for (const [row, ordinal] of lists.papers.entries()) if ((lists.counts[row] ?? 0) > 0) rows[ordinal] = row;
  const isPoint = (ordinal: number) => (rows[ordinal] ?? -1) >= 0;
  const counts = countPoints(lists, isPoint);
  const points = lists.papers.filter((_, row) => (counts[row] ?? 0) > 0);
  if (points.length < lists.papers.length) return closeGraph(selectLists(lists, counts, isPoint));
  const kept = selectLists(lists, counts, isPoint);
  for (const [row, ordinal] of points.entries()) rows[ordinal] = row;
  const neighbours = kept.ordinals.map((ordinal) => rows[ordinal] ?? 0);
  return { ordinals: points, graph: { counts: kept.counts, neighbours, distances: kept.distances } };
}

function countPoints({ counts, ordinals }: Lists, isPoint: (ordinal: number) => boolean): Int32Array {
  let at = 0;
  return counts.map((count) => {
    let points = 0;
    for (const end = at + count; at < end; at += 1) if (isPoint(ordinals[at] ?? -1)) points += 1;
    return points;
  });
}

/** The lists of papers that keep a neighbour, with these neighbours only. */
function selectLists(lists: Lists, left: Int32Array, isPoint: (ordinal: number) => boolean): Lists {
  const total = left.reduce((sum, count) => sum + count, 0);
  const ordinals = new Int32Array(total);
  const distances = new Float32Array(total);
  let filled = 0;
  const end = lists.counts.reduce((sum, count) => sum + count, 0);
  for (let at = 0; at < end; at += 1) {
    const ordinal = lists.ordinals[at] ?? -1;
    if (!isPoint(ordinal)) continue;
    ordinals[filled] = ordinal;
    distances[filled] = lists.distances[at] ?? 0;
    filled += 1;
  }
  const stays = (_: number, row: number) => (left[row] ?? 0) > 0;
  return { papers: lists.papers.filter(stays), counts: left.filter((count) => count > 0), ordinals, distances };
}
