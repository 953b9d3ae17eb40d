import type { Ordinal } from "../../domain/paper/paper.js";

/** When papers were taken in, and by which job. */
export interface TakenPapers {
  /** Of the newest papers, at most `limit`, those whose last job began at this time or later; the newest first. */
  listSince(since: Date, limit: number): Promise<readonly Ordinal[]>;
  /** The papers that a job added or changed last. */
  listOfJob(jobId: string): Promise<readonly Ordinal[]>;
}
