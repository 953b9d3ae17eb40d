import { coalesceRuns } from "../../domain/concurrency/serial-tasks.js";
import { minMapPapers, type MapPart, type MapState, type PlaceAnswer } from "../../domain/map/answer.js";
import type { Topic } from "../../domain/map/find-topics.js";
import { drawPicture, type MapPicture } from "../../domain/overview/draw-picture.js";
import { mapSide } from "../../domain/map/fit-places.js";
import { findRow } from "../../domain/map/place-table.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import type { AreaFilter } from "../../domain/search/filter.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import { AppError } from "../../errors.js";
import type { KeptMap, MapSheet, MapStore, OpenMap } from "../../ports/map/map-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperSets } from "../../ports/search/paper-sets.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import { createDrawing, type DrawingDeps } from "./background-drawing.js";
import { matchArea } from "./match-area.js";
import type { UpdateMap } from "./update-map.js";

export interface ManageMapDeps extends Pick<DrawingDeps, "drawMap" | "logger" | "now"> {
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly vectorIndex: Pick<VectorSearch, "count">;
  readonly maps: Pick<MapStore, "openMap">;
  readonly updateMap: UpdateMap;
  readonly paperSets: PaperSets;
}

export interface MapServices {
  /** Reflects all papers removed, added or changed so far. Throws `not_found` while there is no map. */
  readMap(part: MapPart): Promise<MapSheet>;
  readMapState(): Promise<MapState>;
  /**
   * Starts to draw the map if there is none, if more than 5 % of its papers have changed, or if `anew` is set; one
   * drawing at a time. Does not wait for the drawing; the answer describes its progress.
   */
  startDrawing(options: { readonly anew: boolean }): Promise<MapState>;
  /** Ends the drawing in progress, if any; an earlier map stays. */
  cancelDrawing(): Promise<MapState>;
  /** Throws `not_found` for an unknown paper, for one that is not on the map, or while there is no map. */
  readPlace(id: string): Promise<PlaceAnswer>;
}

export interface ManageMap extends MapServices {
  /** The papers in a part of the map, as it was last read. Throws `conflict` while there is no map or another one. */
  matchOnMap(filter: AreaFilter): Promise<PaperSet>;
  /** The map in small, as it was last read; `undefined` while there is no map. */
  readPicture(): Promise<MapPicture | undefined>;
  /** Ends a drawing in progress and prevents further ones. */
  stopMap(): Promise<void>;
}

/**
 * Beyond this share of changed papers, placing papers among their neighbours is too inaccurate: the map is drawn again.
 */
const maxChangedShare = 0.05;

export function createManageMap(deps: ManageMapDeps): ManageMap {
  const { papers, vectorIndex } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let opened: Promise<void> | undefined;
  let open: OpenMap | undefined;
  const drawing = createDrawing({ ...deps, signal, onDrawn: (drawn) => void (open = drawn) });

  /** Reads the saved map at the first request. */
  const openKept = () => (opened ??= deps.maps.openMap().then((kept) => void (open ??= kept)));
  const follow = coalesceRuns(async () => {
    if (open && !drawing.running && !isOutdated(open, vectorIndex.count)) open = await deps.updateMap(open, signal);
  });
  const readFollowed = async () => {
    await openKept();
    await follow();
    if (open) return open;
    throw new AppError("not_found", "No map has been drawn yet: start one with POST /v1/map.");
  };
  const describe = () =>
    describeState({ ...describeMap(open?.map), embedded: vectorIndex.count, ...drawing.describe() });
  return {
    readMap: async (part) => (await readFollowed()).sheets[part],
    async readMapState() {
      await openKept();
      return describe();
    },
    async startDrawing({ anew }) {
      await openKept();
      const wanted = anew || !open || isOutdated(open, vectorIndex.count);
      if (wanted && vectorIndex.count >= minMapPapers) drawing.begin();
      return describe();
    },
    async cancelDrawing() {
      await openKept();
      await drawing.cancel();
      return describe();
    },
    readPlace: (id) => readPlace(papers, id, readFollowed),
    async matchOnMap(filter) {
      await openKept();
      if (!open) throw createNoMapError();
      return deps.paperSets.of(await matchArea(open.map, filter));
    },
    readPicture: () => openKept().then(() => open && picture(open)),
    async stopMap() {
      stopping.abort();
      await drawing.running;
      await follow().catch(() => undefined);
    },
  };
}

/** The picture of a map is drawn once. */
const pictures = new WeakMap<OpenMap, MapPicture>();

function picture(open: OpenMap): MapPicture {
  const drawn = pictures.get(open) ?? drawPicture(open.map);
  pictures.set(open, drawn);
  return drawn;
}

function createNoMapError(): AppError {
  return new AppError("conflict", "No map has been drawn yet, so it has no areas: draw it with POST /v1/map.");
}

function isOutdated({ map }: OpenMap, embedded: number): boolean {
  const { length } = map.ordinals;
  return Math.max(map.later, Math.abs(embedded - length)) > maxChangedShare * length;
}

type Facts = Omit<MapState, "state" | "needed">;

function describeMap(map: KeptMap | undefined): Pick<Facts, "papers" | "later" | "drawnAt"> {
  if (!map) return { papers: 0, later: 0 };
  return { papers: map.ordinals.length, later: map.later, drawnAt: new Date(map.drawnAt).toISOString() };
}

function describeState(facts: Facts): MapState {
  const state = facts.drawnAt !== undefined ? "ready" : facts.stage ? "drawing" : "absent";
  return { state, needed: minMapPapers, ...facts };
}

async function readPlace(
  papers: ManageMapDeps["papers"],
  asked: string,
  readMap: () => Promise<OpenMap>,
): Promise<PlaceAnswer> {
  const found = await papers.findPaper(asked);
  if (!found) throw createUnknownPaperError(asked);
  const { map } = await readMap();
  const { ordinal, paper } = found;
  const { id } = paper;
  const row = findRow(map.ordinals, ordinal);
  if (row < 0) throw new AppError("not_found", `The paper ${id} is not on the map: it may still wait for its vector.`);
  const topics: Topic[] = [];
  for (let topic = map.topics[map.topicOf[row] ?? -1]; topic; topic = map.topics[topic.parent ?? -1])
    topics.unshift(topic);
  const shown = topics.map((topic) => ({ ...topic, names: [...topic.names] }));
  return { id, side: mapSide, x: map.x[row] ?? 0, y: map.y[row] ?? 0, topics: shown };
}
