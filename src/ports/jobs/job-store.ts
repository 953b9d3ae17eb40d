import type { Job, JobFailure, JobPriority } from "../../domain/jobs/job.js";
import type { FormatName } from "../../domain/sources/paper-format.js";

export interface NewJob {
  /** Normal by default. */
  readonly priority?: JobPriority | undefined;
  readonly name?: string | undefined;
  readonly format?: FormatName | undefined;
}

/**
 * Ingest jobs and their progress. Counts are derived from the papers. The rate is known only for a job that has ended.
 */
export interface JobStore {
  /** Creates a job that is open for papers. */
  createJob(createdAt: Date, options?: NewJob): Promise<Job>;
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
  /**
   * Pauses, resumes, cancels (its waiting papers stay, without a vector) or retries a job (failed and cancelled papers
   * wait again). Throws `not_found`, or `conflict` if the state does not allow the action.
   */
  changeState(id: string, action: "pause" | "resume" | "cancel" | "retry"): Promise<Job>;
}
