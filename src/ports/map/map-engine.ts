import type { Turns } from "../ingest/turns.js";
import type { VectorSearch } from "../vectors/vector-index.js";
import type { DrawingBoard } from "./drawing-board.js";

/** How an engine draws its map, and how the processes that use it share one. */
export interface MapEngine {
  /** One process at a time draws the map or brings it up to date. */
  readonly turns: Turns;
  readonly board: DrawingBoard;
  /** How long a map may lag behind its papers, in milliseconds, because storing it anew is dear; 0 for not at all. */
  readonly maxLagMs: number;
  /**
   * The map of more papers shows an even sample of so many, and no paper is added to it. By default it shows all: those
   * beyond the layout are placed among their neighbours.
   */
  readonly maxPapers?: number;
  /** Where the vector index cannot answer a question for each paper of a map. */
  readonly openNeighbours?: OpenNeighbours;
}

/** Compares some papers with each other, until it is closed. It works off the event loop. Sets of papers are `OrdinalSet`s. */
export interface Neighbours extends Pick<VectorSearch, "listNeighbours"> {
  close(): Promise<void>;
}

export interface OpenNeighboursOptions {
  readonly signal: AbortSignal;
  /** Called with the completed share, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** @param papers ascending; those without a vector are left out */
export type OpenNeighbours = (papers: Int32Array, options: OpenNeighboursOptions) => Promise<Neighbours>;
