/** The nearest neighbours of each point: one list per point, one after another. */
export interface NeighbourGraph {
  /** How many neighbours each point has, at least one. */
  readonly counts: Int32Array;
  /** Points, counted from 0, nearest first; never the point itself. */
  readonly neighbours: Int32Array;
  /** 0 or more, parallel to `neighbours`. */
  readonly distances: Float32Array;
}

export interface LayoutOptions {
  /** Stops the work; the call then rejects with an AbortError. */
  readonly signal: AbortSignal;
  /** Called repeatedly with the completed share, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Lays out points on a plane so that neighbours are close together. Works off the event loop. */
export interface MapProjector {
  /** x and y of each point in turn, at any scale. The same graph gives the same layout. */
  layOut(graph: NeighbourGraph, options: LayoutOptions): Promise<Float32Array>;
  close(): Promise<void>;
}
