import type { KeptPaper } from "../../domain/paper/change.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { CleanPaper } from "./paper-store.js";

/** Which papers are stored, and in which version. */
export interface PaperVersions {
  /** By canonical id; unknown ids are left out. */
  findKept(ids: readonly string[]): Promise<ReadonlyMap<string, KeptPaper>>;
  /**
   * Each record as it would be stored: a record of a paper stored under another id (a DOI of an arXiv paper, a title
   * without ids) is joined with that paper, under its id.
   */
  joinKept(papers: readonly CleanPaper[]): Promise<readonly CleanPaper[]>;
  /** Every known arXiv version of each paper, newest first; papers without a version are left out. */
  listVersions(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, readonly PaperVersion[]>>;
}
