import type { MapPart } from "../../domain/map/answer.js";
import type { Topic, TopicTree } from "../../domain/map/find-topics.js";

/** Where papers lie on a map. One column each; a paper stands at the same row of all of them. */
export interface PlacedPapers {
  /** Ascending. */
  readonly ordinals: Int32Array;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
}

export interface KeptMap extends PlacedPapers {
  /** Place of the narrowest topic of each paper in `topics`. */
  readonly topicOf: Uint16Array;
  readonly topics: readonly Topic[];
  /** The last change of a vector that the map knows of. */
  readonly lastChange: number;
  /** Milliseconds since 1970. */
  readonly drawnAt: number;
  /** Papers that were placed among the others later. */
  readonly later: number;
}

/** A map as it is sent: JSON of `mapAnswerSchema`, compressed with gzip. */
export interface MapSheet {
  readonly gzip: Uint8Array;
  /** Differs whenever the sheet does. */
  readonly version: string;
}

export type MapSheets = Readonly<Record<MapPart, MapSheet>>;

export interface OpenMap {
  readonly map: KeptMap;
  readonly sheets: MapSheets;
}

/**
 * Keeps the drawn map of this store and model, as a cache that may be deleted at any time. Adds from the store what a
 * map shows besides places; papers that are gone by then are left out. Works off the event loop.
 */
export interface MapStore {
  /** The map kept last; undefined where there is none, or (with the reason in the log) none that is whole and fits. */
  openMap(): Promise<OpenMap | undefined>;
  /** Finds the topics of the map by its places, and names them by the titles. */
  findTopics(papers: PlacedPapers): Promise<TopicTree>;
  /** Replaces the kept map atomically. One that cannot be written (with the reason in the log) is given all the same. */
  keepMap(map: KeptMap): Promise<OpenMap>;
  close(): Promise<void>;
}
