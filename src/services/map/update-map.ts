import { createPlaceTable } from "../../domain/map/place-table.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { MapStore, OpenMap } from "../../ports/map/map-store.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import { placePapers } from "./place-papers.js";

export interface UpdateMapDeps {
  readonly changes: Pick<ChangeLog, "readVectorChanges">;
  readonly vectorIndex: Pick<VectorSearch, "listNeighbours">;
  readonly maps: Pick<MapStore, "keepMap">;
  /** The last change that the index has. */
  readonly readVectorChange: () => Promise<number>;
  /** Resolves when the vector index contains every change made before the call. */
  readonly syncVectors: () => Promise<void>;
}

/**
 * Updates a map from the change log: removes removed papers, and places new and changed ones among their neighbours.
 * Resolves with the same map if nothing changed.
 */
export type UpdateMap = (open: OpenMap, signal: AbortSignal) => Promise<OpenMap>;

/** Changes read at a time: a millisecond or two of the event loop. */
const changesAtOnce = 256;

export function createUpdateMap({
  changes,
  vectorIndex,
  maps,
  readVectorChange,
  syncVectors,
}: UpdateMapDeps): UpdateMap {
  return async (open, signal) => {
    if ((await readVectorChange()) === open.map.lastChange) return open;
    const table = createPlaceTable(open.map);
    let { lastChange, later } = open.map;
    for (;;) {
      const step = await changes.readVectorChanges(lastChange, changesAtOnce);
      if (step.lastChange === lastChange) break;
      await syncVectors();
      for (const ordinal of step.removed) table.remove(ordinal);
      const papers = Int32Array.from(step.put, ({ ordinal }) => ordinal);
      await placePapers(vectorIndex, { papers, table }, { signal });
      later += papers.length;
      lastChange = step.lastChange;
    }
    const { topics, drawnAt } = open.map;
    return maps.keepMap({ ...table.toColumns(), topics, drawnAt, lastChange, later });
  };
}
