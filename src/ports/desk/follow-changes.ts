import type { StoredFollow } from "./follow-store.js";

export interface ChangedFollows {
  /** What is listed is at least as new. */
  readonly version: number;
  /** By number, as they are now. */
  readonly changed: readonly StoredFollow[];
  /** The numbers of all follows: what is not among them was removed. */
  readonly numbers: ReadonlySet<number>;
}

/** What has changed about follows, for processes that hold them in memory. */
export interface FollowChanges {
  /**
   * Grows in one transaction with each follow that is added, patched or removed, by whichever process. So who reads the
   * version after papers holds, with the follows of that version, all that these papers can match.
   */
  readVersion(): Promise<number>;
  /** The follows that were added or patched after a version; all of them without one, or if the store was set back. */
  listChanged(since?: number): Promise<ChangedFollows>;
}
