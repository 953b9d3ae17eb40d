import type { Ordinal } from "../../domain/paper/paper.js";

/** What readers are not interested in, of what matched. Every call is one transaction. */
export interface Dismissals {
  /**
   * Takes papers of the inbox with their versions out of it, or brings them back; other ids are no error. Returns how
   * many rows of the inbox changed, and the ids of the follows that they fit.
   */
  dismiss(
    reader: string,
    which: { readonly ids: readonly string[]; readonly isDismissed: boolean },
  ): Promise<{ readonly changed: number; readonly follows: readonly string[] }>;
  /** The papers that fit a follow and were dismissed, the last dismissed first. */
  listOfFollow(follow: number, limit: number): Promise<readonly Ordinal[]>;
}
