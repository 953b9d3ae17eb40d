import type { KeptPaper } from "../domain/paper-change.js";
import type { PaperVersion } from "../domain/paper-version.js";
import type { Ordinal } from "../domain/paper.js";

/** Which papers are kept, and in which version. */
export interface PaperVersions {
  /** By id, in its canonical form; ids that are not kept are left out. */
  findKept(ids: readonly string[]): Promise<ReadonlyMap<string, KeptPaper>>;
  /** The arXiv version of each paper that came with one. */
  findVersions(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, number>>;
  /** Every version of a paper that came, newest first; none of one that came without. */
  listVersions(ordinal: Ordinal): Promise<readonly PaperVersion[]>;
}
