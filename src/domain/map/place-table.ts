import type { Ordinal } from "../paper/paper.js";

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Index in the list of topics. */
  readonly topic: number;
}

/** Columns of positions, ascending by ordinal. */
export interface PlaceColumns {
  readonly ordinals: Int32Array;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly topicOf: Uint16Array;
}

/** The positions of papers, which can be changed one by one. */
export interface PlaceTable {
  find(ordinal: Ordinal): Place | undefined;
  put(ordinal: Ordinal, place: Place): void;
  remove(ordinal: Ordinal): void;
  toColumns(): PlaceColumns;
}

export function createPlaceTable(columns: PlaceColumns): PlaceTable {
  /** Differences from the columns; undefined for removed papers. */
  const changed = new Map<Ordinal, Place | undefined>();
  return {
    find(ordinal) {
      return changed.has(ordinal) ? changed.get(ordinal) : readRow(columns, findRow(columns.ordinals, ordinal));
    },
    put: (ordinal, place) => void changed.set(ordinal, place),
    remove: (ordinal) => void changed.set(ordinal, undefined),
    toColumns: () => mergeColumns(columns, changed),
  };
}

/** The row of a paper; −1 if there is none. */
export function findRow(ordinals: Int32Array, ordinal: Ordinal): number {
  let [low, high] = [0, ordinals.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ordinals[middle] ?? 0;
    if (found === ordinal) return middle;
    if (found < ordinal) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

const maxNeighbours = 5;

/**
 * The position of a paper that was not laid out: the mean of its nearest neighbours that have a position, in the topic
 * of the nearest one. Undefined if none has a position.
 *
 * @param neighbours nearest first
 */
export function placeByNeighbours(neighbours: Iterable<Ordinal>, find: PlaceTable["find"]): Place | undefined {
  const near: Place[] = [];
  for (const neighbour of neighbours) {
    const place = near.length < maxNeighbours ? find(neighbour) : undefined;
    if (place) near.push(place);
  }
  const [nearest] = near;
  if (!nearest) return undefined;
  const mean = (axis: "x" | "y") => Math.round(near.reduce((sum, place) => sum + place[axis], 0) / near.length);
  return { x: mean("x"), y: mean("y"), topic: nearest.topic };
}

function readRow({ x, y, topicOf }: PlaceColumns, row: number): Place | undefined {
  return row < 0 ? undefined : { x: x[row] ?? 0, y: y[row] ?? 0, topic: topicOf[row] ?? 0 };
}

function mergeColumns(columns: PlaceColumns, changed: ReadonlyMap<Ordinal, Place | undefined>): PlaceColumns {
  if (changed.size === 0) return columns;
  const kept = columns.ordinals.filter((ordinal) => !changed.has(ordinal));
  const put = [...changed].filter((entry): entry is [Ordinal, Place] => entry[1] !== undefined);
  const count = kept.length + put.length;
  const ordinals = new Int32Array(count);
  ordinals.set(kept);
  ordinals.set(
    put.map(([ordinal]) => ordinal),
    kept.length,
  );
  ordinals.sort();
  const merged = { ordinals, x: new Uint16Array(count), y: new Uint16Array(count), topicOf: new Uint16Array(count) };
  let from = 0;
  for (let row = 0; row < count; row += 1) {
    const ordinal = ordinals[row] ?? 0;
    // Both are ascending, so the row in the old columns is never before the previous one.
    while ((columns.ordinals[from] ?? ordinal) < ordinal) from += 1;
    const place = changed.get(ordinal);
    merged.x[row] = place?.x ?? columns.x[from] ?? 0;
    merged.y[row] = place?.y ?? columns.y[from] ?? 0;
    merged.topicOf[row] = place?.topic ?? columns.topicOf[from] ?? 0;
  }
  return merged;
}
