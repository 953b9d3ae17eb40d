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
import { holdMap } from "./hold-map.js";
import { matchArea } from "./match-area.js";
import type { UpdateMap } from "./update-map.js";

export interface ManageMapDeps extends Pick<DrawingDeps, "drawMap" | "logger" | "now" | "mapEngine"> {
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly vectorIndex: Pick<VectorSearch, "count">;
  readonly maps: Pick<MapStore, "openMap">;
  readonly updateMap: UpdateMap;
  readonly paperSets: PaperSets;
}

export interface MapServices {
  /**
   * Reflects all papers removed, added or changed so far, or until some seconds ago where processes share the map.
   * Throws `not_found` while there is no map.
   */
  readMap(part: MapPart): Promise<MapSheet>;
  readMapState(): Promise<MapState>;
  /**
   * Starts to draw the map if there is none, if more than 5 % of its papers have changed, or if `anew` is set; one
   * drawing at a time, of all processes. Does not wait for the drawing; the answer describes its progress.
   */
  startDrawing(options: { readonly anew: boolean }): Promise<MapState>;
  /** Ends the drawing in progress, if any, in whatever process; an earlier map stays. */
  cancelDrawing(): Promise<MapState>;
  /** Throws `not_found` for an unknown paper, for one that is not on the map, or while there is no map. */
  readPlace(id: string): Promise<PlaceAnswer>;
}

export interface ManageMap extends MapServices {
  /** The papers in a part of the map, as it was last stored. Throws `conflict` while there is no map or another one. */
  matchOnMap(filter: AreaFilter): Promise<PaperSet>;
  /** The map in small, as it was last stored; `undefined` while there is no map. */
  readPicture(): Promise<MapPicture | undefined>;
  /** Ends a drawing in progress here and prevents further ones. */
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
  const isDue = (known: OpenMap) => !drawing.running && !isOutdated(known, vectorIndex.count);
  const held = holdMap({
    readNewest: (known) => deps.maps.openMap(known),
    update: async (known) => (known && isDue(known) ? deps.updateMap(known, signal) : known),
  });
  const drawing = createDrawing({ ...deps, signal, onDrawn: held.put });
  const readNewest = () => held.openNewest().then(() => held.open);
  const readFollowed = async () => {
    await held.openNewest();
    await held.follow();
    if (held.open) return held.open;
    throw new AppError("not_found", "No map has been drawn yet: start one with POST /v1/map.");
  };
  const describe = async () => {
    const drawn = await drawing.describe();
    return describeState({ ...describeMap((await readNewest())?.map), embedded: vectorIndex.count, ...drawn });
  };
  return {
    readMap: async (part) => (await readFollowed()).sheets[part],
    readMapState: describe,
    async startDrawing({ anew }) {
      const open = await readNewest();
      const wanted = anew || !open || isOutdated(open, vectorIndex.count);
      if (wanted && vectorIndex.count >= minMapPapers) drawing.begin();
      return describe();
    },
    async cancelDrawing() {
      await drawing.cancel();
      return describe();
    },
    readPlace: (id) => readPlace(papers, id, readFollowed),
    async matchOnMap(filter) {
      const open = await readNewest();
      if (!open) throw createNoMapError();
      return deps.paperSets.of(await matchArea(open.map, filter));
    },
    readPicture: () => readNewest().then((open) => open && picture(open)),
    async stopMap() {
      stopping.abort();
      await drawing.running;
      await held.follow().catch(() => undefined);
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
  const drawn = map.sampledFrom ?? map.ordinals.length;
  return Math.max(map.later, Math.abs(embedded - drawn)) > maxChangedShare * drawn;
}

type Facts = Omit<MapState, "state" | "needed">;

function describeMap(map: KeptMap | undefined): Pick<Facts, "papers" | "later" | "drawnAt" | "sampledFrom"> {
  if (!map) return { papers: 0, later: 0 };
  const { ordinals, later, drawnAt, sampledFrom } = map;
  const facts = { papers: ordinals.length, later, drawnAt: new Date(drawnAt).toISOString() };
  return { ...facts, ...(sampledFrom !== undefined && { sampledFrom }) };
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
  if (row < 0) throw createNotShownError(id, map);
  const topics: Topic[] = [];
  for (let topic = map.topics[map.topicOf[row] ?? -1]; topic; topic = map.topics[topic.parent ?? -1])
    topics.unshift(topic);
  const shown = topics.map((topic) => ({ ...topic, names: [...topic.names] }));
  return { id, side: mapSide, x: map.x[row] ?? 0, y: map.y[row] ?? 0, topics: shown };
}

function createNotShownError(id: string, { sampledFrom, ordinals }: KeptMap): AppError {
  const reason =
    sampledFrom === undefined
      ? "it may still wait for its vector"
      : `it shows a sample of ${ordinals.length} of ${sampledFrom} papers`;
  return new AppError("not_found", `The paper ${id} is not on the map: ${reason}.`);
}
