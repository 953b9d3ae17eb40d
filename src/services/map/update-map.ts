import { createPlaceTable } from "../../domain/map/place-table.js";
import { AppError } from "../../errors.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { MapEngine } from "../../ports/map/map-engine.js";
import type { MapStore, OpenMap } from "../../ports/map/map-store.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import { mapTurn } from "./background-drawing.js";
import { placePapers } from "./place-papers.js";

export interface UpdateMapDeps {
  readonly changes: Pick<ChangeLog, "readVectorChanges">;
  readonly vectorIndex: Pick<VectorSearch, "listNeighbours">;
  readonly maps: Pick<MapStore, "openMap" | "keepMap">;
  readonly mapEngine: Pick<MapEngine, "turns" | "maxLagMs">;
  /** The last change that the index has. */
  readonly readVectorChange: () => Promise<number>;
  /** Resolves when the vector index contains every change made before the call. */
  readonly syncVectors: () => Promise<void>;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/**
 * Updates a map from the change log: removes removed papers, and places new and changed ones among their neighbours,
 * unless it is a map of a sample. Resolves with the same map if nothing changed, if the map may still lag, or while another
 * process draws or updates it.
 */
export type UpdateMap = (open: OpenMap, signal: AbortSignal) => Promise<OpenMap>;

/** Changes read at a time: a millisecond or two of the event loop. */
const changesAtOnce = 256;

export function createUpdateMap(deps: UpdateMapDeps): UpdateMap {
  const { maps, mapEngine, now } = deps;
  /** The last change that was looked at for each map, and when. */
  const looked = new WeakMap<OpenMap, { readonly change: number; readonly at: number }>();
  const look = (open: OpenMap, change = open.map.lastChange) => looked.set(open, { change, at: now() });
  const mayLag = mapEngine.maxLagMs > 0;
  const update = async (open: OpenMap, signal: AbortSignal, seen: number) => {
    const change = await deps.readVectorChange();
    if (change === seen) return open;
    const updated = await mapEngine.turns.withTurn(mapTurn, async (turn) => {
      const newest = (await maps.openMap(open)) ?? open;
      return applyChanges(deps, newest, AbortSignal.any([signal, turn.signal]));
    });
    if (updated) look(updated, change);
    return updated ?? open;
  };
  return async (open, signal) => {
    // A map that was just opened was stored not long ago, by whatever process.
    if (!looked.has(open)) look(open);
    const last = looked.get(open)!;
    if (mayLag && now() - last.at < mapEngine.maxLagMs) return open;
    try {
      return await update(open, signal, last.change);
    } catch (error) {
      if (!mayLag || !(error instanceof AppError) || error.code !== "unavailable") throw error;
      look(open, last.change);
      return open;
    }
  };
}

async function applyChanges(deps: UpdateMapDeps, open: OpenMap, signal: AbortSignal): Promise<OpenMap> {
  const { changes, vectorIndex, maps, syncVectors } = deps;
  const table = createPlaceTable(open.map);
  const { topics, drawnAt, sampledFrom } = open.map;
  let { lastChange, later } = open.map;
  for (;;) {
    const step = await changes.readVectorChanges(lastChange, changesAtOnce);
    if (step.lastChange === lastChange) break;
    await syncVectors();
    for (const ordinal of step.removed) table.remove(ordinal);
    if (sampledFrom === undefined) {
      const papers = Int32Array.from(step.put, ({ ordinal }) => ordinal);
      await placePapers(vectorIndex, { papers, table }, { signal });
    }
    later += step.put.length;
    lastChange = step.lastChange;
  }
  if (lastChange === open.map.lastChange) return open;
  signal.throwIfAborted();
  return maps.keepMap({
    ...table.toColumns(),
    topics,
    drawnAt,
    lastChange,
    later,
    ...(sampledFrom !== undefined && { sampledFrom }),
  });
}
