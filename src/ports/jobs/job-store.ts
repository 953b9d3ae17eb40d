import type { Job, JobFailure, JobPriority } from "../../domain/jobs/job.js";

/** Ingest jobs: what was asked for, and how far it is. Counts follow from the papers themselves. Only of a job that has ended is it told how fast it was. */
export interface JobStore {
  /** A new job, open for papers; of normal priority unless another is given. */
  createJob(createdAt: Date, priority?: JobPriority): Promise<Job>;
  /**
   * Says that no more papers will come; the job completes when none of its papers waits. When it resolves, all that was
   * accepted survives a power cut.
   */
  sealJob(id: string): Promise<void>;
  /** Ids of jobs that are open for papers. */
  listOpen(): Promise<readonly string[]>;
  readJob(id: string): Promise<Job | undefined>;
  /** Newest first. */
  listJobs(limit: number): Promise<readonly Job[]>;
  /** Ordered by line, then as they came. */
  listFailures(id: string, limit: number): Promise<readonly JobFailure[]>;
  /** Carries out `pause`, `resume`, `cancel` (its waiting papers stay, without a vector) or `retry` (failed and cancelled ones wait again). Throws `not_found`, or `conflict` where the state does not allow it. */
  changeState(id: string, action: "pause" | "resume" | "cancel" | "retry"): Promise<Job>;
}
