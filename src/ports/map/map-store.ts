import type { MapPart } from "../../domain/map/answer.js";
import type { Topic, TopicTree } from "../../domain/map/find-topics.js";

/** The positions of papers on a map. One column each; row `i` of every column belongs to the same paper. */
export interface PlacedPapers {
  /** Ascending. */
  readonly ordinals: Int32Array;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
}

export interface KeptMap extends PlacedPapers {
  /** Index in `topics` of each paper's narrowest topic. */
  readonly topicOf: Uint16Array;
  readonly topics: readonly Topic[];
  /** The last vector change that the map includes. */
  readonly lastChange: number;
  /** Milliseconds since 1970. */
  readonly drawnAt: number;
  /** Papers added to the map after it was drawn. */
  readonly later: number;
  /** Of a map of an even sample: how many papers had a vector when it was drawn. */
  readonly sampledFrom?: number;
}

/** A map as it is sent: JSON of `mapAnswerSchema`, compressed with gzip. */
export interface MapSheet {
  readonly gzip: Uint8Array;
  /** Changes whenever the sheet does. */
  readonly version: string;
}

export type MapSheets = Readonly<Record<MapPart, MapSheet>>;

export interface OpenMap {
  readonly map: KeptMap;
  readonly sheets: MapSheets;
}

/**
 * Keeps the drawn map of this store and model, as a cache that may be deleted at any time. Reads the other fields of
 * papers on the map from the store; removed papers are left out. Works off the event loop.
 */
export interface MapStore {
  /**
   * The most recently stored map, which is `known` itself unless another process has stored one since. Without `known`,
   * undefined if there is none, or if it is damaged or outdated (with the reason in the log); throws `unavailable` where a
   * shared store cannot be asked.
   */
  openMap(known?: OpenMap): Promise<OpenMap | undefined>;
  /** Finds the topics of the map from its positions, and names them by the titles. */
  findTopics(papers: PlacedPapers): Promise<TopicTree>;
  /**
   * Replaces the stored map atomically. A map that cannot be written to the disk (with the reason in the log) is still
   * returned; one that cannot be shared with other processes is not, but throws `unavailable`.
   */
  keepMap(map: KeptMap): Promise<OpenMap>;
  close(): Promise<void>;
}
