import type { JobPriority } from "../../../domain/jobs/job.js";
import type { Ordinal } from "../../../domain/paper/paper.js";

/** A paper that is given out, with the text and the job that it had then. */
export interface GivenPaper {
  readonly ordinal: Ordinal;
  readonly textHash: string;
  readonly jobId: string;
}

/** Which papers are given out, wherever that is stored. */
export interface WorkBatches {
  list(): Promise<readonly (GivenPaper & { readonly batch: string })[]>;
  /** Gives all or none; returns the number of batches given before. Throws `conflict` if one is in another batch. */
  give(batch: { readonly id: string; readonly papers: readonly GivenPaper[] }): Promise<number>;
  release(batches: readonly string[]): Promise<void>;
  /** Takes papers with these texts out of their batches. */
  take(papers: readonly Omit<GivenPaper, "jobId">[]): Promise<void>;
}

/** The jobs, as those who embed their papers need them. */
export interface WorkJobs {
  /** Carries out what was asked of jobs and interrupted. */
  finishSteering(): Promise<void>;
  /** Unknown jobs are left out. */
  describe(
    ids: readonly string[],
  ): Promise<
    ReadonlyMap<string, { readonly number: number; readonly priority: JobPriority; readonly isPaused: boolean }>
  >;
  /** Papers of these jobs got a vector, or failed. */
  touch(ids: readonly string[]): Promise<void>;
  /** Keeps the counts of those of these jobs that have ended. */
  settle(ids: readonly string[]): Promise<void>;
}
