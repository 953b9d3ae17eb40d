import type { Job, JobFailure, JobPriority } from "../../domain/jobs/job.js";

/**
 * Ingest jobs and their progress. Counts follow from the papers themselves. The speed is known only of a job that has
 * ended.
 */
export interface JobStore {
  /** Creates a job that is open for papers; its priority is normal by default. */
  createJob(createdAt: Date, priority?: JobPriority): Promise<Job>;
  /**
   * Records that no more papers will come; the job completes when none of its papers is waiting. Once this resolves,
   * everything accepted survives a power cut.
   */
  sealJob(id: string): Promise<void>;
  /** Ids of jobs that are open for papers. */
  listOpen(): Promise<readonly string[]>;
  readJob(id: string): Promise<Job | undefined>;
  /** Newest first. */
  listJobs(limit: number): Promise<readonly Job[]>;
  /** Ordered by line, then by time of arrival. */
  listFailures(id: string, limit: number): Promise<readonly JobFailure[]>;
  /** Carries out `pause`, `resume`, `cancel` (its waiting papers stay, without a vector) or `retry` (failed and cancelled ones wait again). Throws `not_found`, or `conflict` where the state does not allow it. */
  changeState(id: string, action: "pause" | "resume" | "cancel" | "retry"): Promise<Job>;
}
