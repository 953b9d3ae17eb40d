import { createOwnMapEngine } from "../../src/adapters/memory/map-engine.js";
import type { MapEngine } from "../../src/ports/map/map-engine.js";
import type { KeptMap, MapStore, OpenMap } from "../../src/ports/map/map-store.js";
import type { DrawMap } from "../../src/services/map/draw-map.js";
import { createManageMap } from "../../src/services/map/manage-map.js";
import { createMapKeeper } from "./map-keeper.js";
import { paperSets } from "./paper-sets.js";
import { createLogCollector } from "./queue-options.js";

export function makeMap(papers: number, facts: Partial<KeptMap> = {}): KeptMap {
  const ordinals = Int32Array.from({ length: papers }, (_, at) => at + 1);
  const topics = [
    { names: ["whales"], x: 1, y: 2, papers, level: 0 },
    { names: ["songs"], x: 1, y: 2, papers, level: 1, parent: 0 },
  ];
  const columns = { x: Uint16Array.from(ordinals), y: Uint16Array.from(ordinals) };
  const topicOf = new Uint16Array(papers).fill(1);
  return { ordinals, ...columns, topicOf, topics, lastChange: 1, drawnAt: 0, later: 0, ...facts };
}

export interface MapSituation {
  readonly embedded?: number;
  readonly kept?: KeptMap;
  readonly drawMap?: DrawMap;
  /** Those of another process; own ones by default. */
  readonly maps?: MapStore;
  readonly mapEngine?: MapEngine;
}

/** The services of the map in one process. */
export async function manageMap(situation: MapSituation) {
  const { embedded = 40, kept, drawMap, maps = createMapKeeper(), mapEngine = createOwnMapEngine() } = situation;
  if (kept) await maps.keepMap(kept);
  const followed: OpenMap[] = [];
  const { lines, logger } = createLogCollector();
  const drawings: number[] = [];
  let clockMs = 0;
  const services = createManageMap({
    papers: {
      findPaper: async (id) => {
        const paper = { id: `p${id}`, title: "T", authors: [], categories: [], keywords: [] };
        return Number(id) > 0 ? { ordinal: Number(id), paper, contentHash: id } : undefined;
      },
    },
    vectorIndex: { count: embedded },
    paperSets,
    maps,
    mapEngine,
    drawMap: (options) => {
      drawings.push(drawings.length);
      return (drawMap ?? (() => maps.keepMap(makeMap(embedded))))(options);
    },
    updateMap: async (open) => {
      followed.push(open);
      return open;
    },
    logger,
    now: () => clockMs,
  });
  return { services, followed, drawings, lines, advance: (ms: number) => void (clockMs += ms) };
}

/** Draws until it is told to stop. */
export const drawUntilStopped: DrawMap = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
