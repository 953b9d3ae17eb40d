import type { Ordinal } from "../../../../domain/paper/paper.js";

/** What follows need to know of the papers, which are stored elsewhere. Each answer is of the moment of the call. */
export interface FollowedPapers {
  /** The ids of papers; removed ones are left out. */
  readIds(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, string>>;
  /** Unknown ids are left out. */
  findOrdinals(ids: readonly string[]): Promise<ReadonlyMap<string, Ordinal>>;
  /** The last ordinal that was given out, also if its paper was removed; 0 before the first. */
  readLastOrdinal(): Promise<Ordinal>;
  /** The number of the newest change. */
  readLastChange(): Promise<number>;
}
