import type { PaperVersion } from "../../domain/paper/version.js";
import type { Ordinal } from "../../domain/paper/paper.js";

/** Which arXiv versions of papers are known. */
export interface PaperVersions {
  /** Every known arXiv version of each paper, newest first; papers without a version are left out. */
  listVersions(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, readonly PaperVersion[]>>;
}
