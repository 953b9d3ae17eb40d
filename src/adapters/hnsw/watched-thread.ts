import { applyChanges, search, startEmpty } from "./thread.js";
import type { HnswParameters } from "./thread.js";

/** The tasks of the thread of `createWatchedVectors`. */
export interface WatchedTasks {
  readonly start: typeof start;
  readonly change: typeof change;
  readonly findWithin: typeof findWithin;
}

export function start(parameters: HnswParameters): void {
  startEmpty(parameters);
}

export async function change(changes: Parameters<typeof applyChanges>[0]): Promise<number> {
  return (await applyChanges(changes)).count;
}

/** Most papers have fewer near questions; where all of these are near, twice as many are asked for. */
const firstReach = 32;

/** Row by row, the keys with at least this cosine, one after another. */
export function findWithin(query: { vectors: Float32Array; rows: number; least: number; ef: number }): {
  counts: Int32Array;
  keys: Int32Array;
  cosines: Float64Array;
} {
  const dimensions = query.vectors.length / query.rows;
  const counts = new Int32Array(query.rows);
  const keys: number[] = [];
  const cosines: number[] = [];
  for (let row = 0; row < query.rows; row += 1) {
    const vector = query.vectors.subarray(row * dimensions, (row + 1) * dimensions);
    for (let limit = firstReach; ; limit *= 2) {
      const { ordinals, scores } = search({ vector, limit, ef: query.ef, allow: undefined });
      if (ordinals.length === limit && scores[limit - 1]! >= query.least) continue;
      for (let at = 0; at < ordinals.length && scores[at]! >= query.least; at += 1) {
        keys.push(ordinals[at]!);
        cosines.push(scores[at]!);
        counts[row]! += 1;
      }
      break;
    }
  }
  return { counts, keys: Int32Array.from(keys), cosines: Float64Array.from(cosines) };
}
