/** Who is near whom: one list a point, one after another. */
export interface NeighbourGraph {
  /** How many neighbours each point has, at least one. */
  readonly counts: Int32Array;
  /** Points, counted from 0, nearest first; never the point itself. */
  readonly neighbours: Int32Array;
  /** 0 or more, by the side of `neighbours`. */
  readonly distances: Float32Array;
}

export interface LayoutOptions {
  /** Ends the work; the call then rejects with an AbortError. */
  readonly signal: AbortSignal;
  /** Is told the share that is done, 0 to 1, now and then. */
  readonly onProgress: (share: number) => void;
}

/** Lays points out on a plane so that neighbours lie together. Works off the event loop. */
export interface MapProjector {
  /** x and y of each point in turn, of any scale. The same graph gives the same places. */
  layOut(graph: NeighbourGraph, options: LayoutOptions): Promise<Float32Array>;
  close(): Promise<void>;
}
