import type { Ordinal, Paper } from "../../domain/paper/paper.js";

/** What happened to papers since a change number; each paper appears once, in its current form. */
export interface TextChanges {
  readonly put: readonly { readonly ordinal: Ordinal; readonly paper: Paper }[];
  readonly removed: readonly Ordinal[];
  /** Number of the last change in this answer; the requested number when there is none. */
  readonly lastChange: number;
}

export interface VectorChangeList {
  readonly put: readonly { readonly ordinal: Ordinal; readonly vector: Float32Array }[];
  readonly removed: readonly Ordinal[];
  readonly lastChange: number;
}

/** Lists the changes that an index has not applied. From 0 it lists everything, so a rebuild is no special case. */
export interface ChangeLog {
  /** Identity of this store; an index saved for another store is not valid for this one. */
  readonly storeId: string;
  readTextChanges(since: number, limit: number): Promise<TextChanges>;
  readVectorChanges(since: number, limit: number): Promise<VectorChangeList>;
  /** Number of the newest change of either kind. */
  readLastChange(): Promise<number>;
}
