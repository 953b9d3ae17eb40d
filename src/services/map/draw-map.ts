import { fitPlaces } from "../../domain/map/fit-places.js";
import { minMapPapers, type MapState } from "../../domain/map/answer.js";
import { createPlaceTable, type PlaceColumns } from "../../domain/map/place-table.js";
import { collectOrdinals } from "../../domain/search/ordinal-set.js";
import { AppError } from "../../errors.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { MapEngine, Neighbours } from "../../ports/map/map-engine.js";
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
  readonly mapEngine: Pick<MapEngine, "maxPapers" | "openNeighbours">;
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

/**
 * Draws the map of all papers that have a vector, or of a sample where the engine has a limit, and saves it. Throws
 * `conflict` if there are too few.
 */
export type DrawMap = (options: DrawOptions) => Promise<OpenMap>;

/**
 * The maximum number of papers in the layout: about two minutes of one core and 300 MB. Of more papers, an even sample
 * is laid out and the others are placed among it.
 */
const maxLayoutPapers = 120_000;

/** The end of each stage as a share of the total time, measured with 87,000 papers. */
const stageEnds = { neighbours: 0.35, layout: 0.9 } as const;

export function createDrawMap(deps: DrawMapDeps, maxPapers = maxLayoutPapers): DrawMap {
  return async (options) => {
    const lastChange = await deps.readVectorChange();
    const shown = await listShown(deps);
    if (shown.papers.length < minMapPapers) throw tooFew(shown.papers.length);
    const placed = await withNeighbours(deps, { papers: shown.papers, options }, (open) =>
      layOut({ ...deps, ...open, maxPapers }, shown.papers, options),
    );
    const tree = await deps.maps.findTopics(placed);
    options.signal.throwIfAborted();
    const { sampledFrom } = shown;
    const facts = { lastChange, drawnAt: deps.today().getTime(), later: 0 };
    return deps.maps.keepMap({ ...placed, ...tree, ...facts, ...(sampledFrom !== undefined && { sampledFrom }) });
  };
}

interface ShownPapers {
  /** Ascending. */
  readonly papers: Int32Array;
  readonly sampledFrom?: number;
}

async function listShown({ scan, mapEngine: { maxPapers } }: DrawMapDeps): Promise<ShownPapers> {
  const embedded = await scan.listEmbedded(undefined);
  const count = maxPapers === undefined ? 0 : await embedded.count();
  if (maxPapers === undefined || count <= maxPapers) return { papers: await embedded.list() };
  return { papers: await embedded.sample(maxPapers), sampledFrom: count };
}

interface OpenedNeighbours {
  readonly neighbours: Pick<Neighbours, "listNeighbours">;
  /** The share of the first stage that is done once they are open. */
  readonly openedShare: number;
  /** Those with which they are asked. */
  readonly paperSets: PaperSets;
}

/** Papers that were opened for the drawing are in this process, whatever the engine. */
const localSets: PaperSets = { of: collectOrdinals };

async function withNeighbours<Result>(
  { mapEngine: { openNeighbours }, vectorIndex, paperSets }: DrawMapDeps,
  { papers, options }: { readonly papers: Int32Array; readonly options: DrawOptions },
  task: (opened: OpenedNeighbours) => Promise<Result>,
): Promise<Result> {
  if (!openNeighbours) return task({ neighbours: vectorIndex, openedShare: 0, paperSets });
  const openedShare = 0.6;
  const onProgress = (share: number) => options.onProgress("neighbours", share * openedShare * stageEnds.neighbours);
  const neighbours = await openNeighbours(papers, { signal: options.signal, onProgress });
  try {
    return await task({ neighbours, openedShare, paperSets: localSets });
  } finally {
    await neighbours.close();
  }
}

type LayOutDeps = Pick<DrawMapDeps, "projector"> & OpenedNeighbours & { readonly maxPapers: number };

/** The positions of all papers; those beyond the layout are placed among their neighbours. */
async function layOut(
  { projector, paperSets, neighbours, openedShare, maxPapers }: LayOutDeps,
  all: Int32Array,
  { signal, onProgress }: DrawOptions,
): Promise<PlaceColumns> {
  const step = Math.ceil(all.length / maxPapers);
  const chosen = step === 1 ? all : all.filter((_, place) => place % step === 0);
  const { ordinals, graph } = await gatherNeighbours(neighbours, chosen, {
    allow: step === 1 ? undefined : paperSets.of(chosen),
    signal,
    onProgress: (share) => onProgress("neighbours", (openedShare + share * (1 - openedShare)) * stageEnds.neighbours),
  });
  if (ordinals.length < minMapPapers) throw tooFew(ordinals.length);
  const layoutShare = stageEnds.layout - stageEnds.neighbours;
  const places = await projector.layOut(graph, {
    signal,
    onProgress: (share) => onProgress("layout", stageEnds.neighbours + share * layoutShare),
  });
  const table = createPlaceTable({ ordinals, ...fitPlaces(places), topicOf: new Uint16Array(ordinals.length) });
  onProgress("topics", stageEnds.layout);
  await placePapers(neighbours, { papers: listOthers(all, ordinals), table }, { signal });
  return table.toColumns();
}

function listOthers(all: Int32Array, laidOut: Int32Array): Int32Array {
  if (laidOut.length === all.length) return new Int32Array(0);
  const placed = new Set(laidOut);
  return all.filter((ordinal) => !placed.has(ordinal));
}

function tooFew(count: number): AppError {
  return new AppError("conflict", `A map needs ${minMapPapers} papers that have a vector; there are ${count}.`);
}
