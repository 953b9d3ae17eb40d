import type { Ordinal, Paper } from "../../domain/paper/paper.js";

/** What became of papers since a change number; each paper stands once, as it is now. */
export interface TextChanges {
  readonly put: readonly { readonly ordinal: Ordinal; readonly paper: Paper }[];
  readonly removed: readonly Ordinal[];
  /** Number of the last change in this answer; equal to what was asked when there is none. */
  readonly lastChange: number;
}

export interface VectorChangeList {
  readonly put: readonly { readonly ordinal: Ordinal; readonly vector: Float32Array }[];
  readonly removed: readonly Ordinal[];
  readonly lastChange: number;
}

/** Tells the indexes what they have missed. From 0 it tells everything, so a rebuild is no special case. */
export interface ChangeLog {
  /** Identity of this store; an index saved for another store is not for this one. */
  readonly storeId: string;
  readTextChanges(since: number, limit: number): Promise<TextChanges>;
  readVectorChanges(since: number, limit: number): Promise<VectorChangeList>;
  /** Number of the newest change of either kind. */
  readLastChange(): Promise<number>;
}
