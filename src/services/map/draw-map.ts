import { fitPlaces } from "../../domain/map/fit-places.js";
import { minMapPapers, type MapState } from "../../domain/map/answer.js";
import { createPlaceTable } from "../../domain/map/place-table.js";
import { AppError } from "../../errors.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { MapProjector } from "../../ports/map/map-projector.js";
import type { MapStore, OpenMap } from "../../ports/map/map-store.js";
import type { PaperSets } from "../../ports/search/paper-sets.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import { gatherNeighbours } from "./gather-neighbours.js";
import { placePapers } from "./place-papers.js";

export interface DrawMapDeps {
  readonly scan: Pick<CorpusScan, "listEmbedded">;
  readonly vectorIndex: Pick<VectorSearch, "listNeighbours">;
  readonly projector: MapProjector;
  readonly maps: MapStore;
  readonly paperSets: PaperSets;
  /** The last change that the index has. */
  readonly readVectorChange: () => Promise<number>;
  readonly today: () => Date;
}

export interface DrawOptions {
  readonly signal: AbortSignal;
  /** Called with the completed share of the whole drawing, 0 to 1. */
  readonly onProgress: (stage: NonNullable<MapState["stage"]>, share: number) => void;
}

/** Draws the map of all papers that have a vector, and saves it. Throws `conflict` if there are too few. */
export type DrawMap = (options: DrawOptions) => Promise<OpenMap>;

/**
 * The maximum number of papers in the layout: about two minutes of one core and 300 MB. Of more papers, an even sample
 * is laid out and the others are placed among it.
 */
const maxLayoutPapers = 120_000;

/** The end of each stage as a share of the total time, measured with 87,000 papers. */
const stageEnds = { neighbours: 0.35, layout: 0.9 } as const;

export function createDrawMap(deps: DrawMapDeps, maxPapers = maxLayoutPapers): DrawMap {
  const { scan, vectorIndex, projector, maps, today } = deps;
  return async ({ signal, onProgress }) => {
    const lastChange = await deps.readVectorChange();
    const all = await (await scan.listEmbedded(undefined)).list();
    if (all.length < minMapPapers) throw tooFew(all.length);
    const step = Math.ceil(all.length / maxPapers);
    const chosen = step === 1 ? all : all.filter((_, place) => place % step === 0);
    const { ordinals, graph } = await gatherNeighbours(vectorIndex, chosen, {
      allow: step === 1 ? undefined : deps.paperSets.of(chosen),
      signal,
      onProgress: (share) => onProgress("neighbours", share * stageEnds.neighbours),
    });
    if (ordinals.length < minMapPapers) throw tooFew(ordinals.length);
    const layoutShare = stageEnds.layout - stageEnds.neighbours;
    const places = await projector.layOut(graph, {
      signal,
      onProgress: (share) => onProgress("layout", stageEnds.neighbours + share * layoutShare),
    });
    const table = createPlaceTable({ ordinals, ...fitPlaces(places), topicOf: new Uint16Array(ordinals.length) });
    onProgress("topics", stageEnds.layout);
    await placePapers(vectorIndex, { papers: listOthers(all, ordinals), table }, { signal });
    const columns = table.toColumns();
    const tree = await maps.findTopics(columns);
    signal.throwIfAborted();
    return maps.keepMap({ ...columns, ...tree, lastChange, drawnAt: today().getTime(), later: 0 });
  };
}

function listOthers(all: Int32Array, laidOut: Int32Array): Int32Array {
  if (laidOut.length === all.length) return new Int32Array(0);
  const placed = new Set(laidOut);
  return all.filter((ordinal) => !placed.has(ordinal));
}

function tooFew(count: number): AppError {
  return new AppError("conflict", `A map needs ${minMapPapers} papers that have a vector; there are ${count}.`);
}
