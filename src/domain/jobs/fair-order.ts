import type { JobPriority } from "./job.js";

/** A job with papers that wait for a batch, and how many of its papers are queued or done. */
export interface JobShare {
  readonly jobId: string;
  readonly priority: JobPriority;
  /** Batches on the queue that contain papers of the job. */
  readonly batches: number;
  /** Papers of the job that are embedded or have failed. */
  readonly done: number;
}

/** How many later batches with higher priority may overtake a batch, so that jobs of low priority still progress. */
const maxOvertakingBatches: Readonly<Record<JobPriority, number>> = { high: 0, normal: 64, low: 128 };
/** A job's second batch on the queue comes after the first batches of other jobs, its third after their second. */
const lagPerQueuedBatch = 2;

/**
 * How many batches the next batch of a job waits for. A new job has no batches on the queue, so its first batch
 * overtakes those of running jobs; after that they alternate.
 */
export function measurePriorityLag({ priority, batches }: Pick<JobShare, "priority" | "batches">): number {
  return maxOvertakingBatches[priority] + batches * lagPerQueuedBatch;
}

/** The order in which jobs get their next batch; with equal lags, the job with fewer papers done comes first. */
export function orderFairly(jobs: readonly JobShare[]): JobShare[] {
  return jobs.toSorted((a, b) => measurePriorityLag(a) - measurePriorityLag(b) || a.done - b.done);
}
