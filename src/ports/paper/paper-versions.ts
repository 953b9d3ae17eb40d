import type { KeptPaper } from "../../domain/paper/change.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { CleanPaper } from "./paper-store.js";

/** Which papers are kept, and in which version. */
export interface PaperVersions {
  /** By id, in its canonical form; ids that are not kept are left out. */
  findKept(ids: readonly string[]): Promise<ReadonlyMap<string, KeptPaper>>;
  /**
   * Each record as it would be kept: one of a paper that is kept under another id (a DOI of an arXiv paper, a title
   * without ids) joined with that paper, under its id.
   */
  joinKept(papers: readonly CleanPaper[]): Promise<readonly CleanPaper[]>;
  /** Every arXiv version of each paper that came, newest first; papers that came without one are left out. */
  listVersions(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, readonly PaperVersion[]>>;
}
