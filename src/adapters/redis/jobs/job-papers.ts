import type { JobFailure } from "../../../domain/jobs/job.js";

/** The papers of one job. */
export interface JobPaperCounts {
  readonly waiting: number;
  /** Those that have a vector and count as the job's own. */
  readonly embedded: number;
  readonly failed: number;
  /** All that count as the job's own, in whatever state. */
  readonly own: number;
}

/** What jobs need of the papers, wherever these are stored. Each call takes in all that was written before it. */
export interface JobPapers {
  /** Jobs without papers are left out. */
  count(jobIds: readonly string[]): Promise<ReadonlyMap<string, JobPaperCounts>>;
  /** Papers that could not be embedded, by age. */
  listFailed(jobId: string, limit: number): Promise<readonly JobFailure[]>;
  /**
   * Withholds the waiting papers of a cancelled job, or lets its failed and withheld ones wait again. Papers are read
   * before `isCurrent` is asked and are written only if they have not changed since, so that a process that is late cannot
   * undo what came after. Idempotent; returns once there is nothing left to do, or when it is no longer current.
   */
  steer(jobId: string, action: "cancel" | "retry", isCurrent: () => Promise<boolean>): Promise<void>;
}
