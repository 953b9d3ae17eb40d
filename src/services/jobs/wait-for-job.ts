import { createUnknownJobError } from "../../domain/jobs/unknown-job.js";
import { setTimeout as delay } from "node:timers/promises";
import { isJobEnded, type Job } from "../../domain/jobs/job.js";
import type { JobStore } from "../../ports/jobs/job-store.js";

export interface WaitForJobOptions {
  readonly signal?: AbortSignal;
  /** Called with every change of the job, the last included. */
  readonly onChange?: (job: Job) => void;
}

/** Resolves with the job when it has ended. Throws `not_found`; an abort ends the wait with its reason. */
export type WaitForJob = (id: string, options?: WaitForJobOptions) => Promise<Job>;

/** Pauses between reads of the job: short at first, because most jobs are small. */
const firstPauseMs = 10;
const maxPauseMs = 250;
/** Limits the reads of all waiting callers together. */
const maxReadsPerSecond = 500;

/** @param syncVectors brings the vector index up to date, so that the papers are found by meaning after the wait */
export function createWaitForJob(jobs: JobStore, syncVectors: () => Promise<void>): WaitForJob {
  let waiting = 0;
  const follow: WaitForJob = async (id, { signal, onChange } = {}) => {
    let seen = "";
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 1.5)) {
      const job = await jobs.readJob(id);
      if (!job) throw createUnknownJobError(id);
      const facts = JSON.stringify([job.state, job.counts]);
      if (facts !== seen) onChange?.(job);
      seen = facts;
      if (isJobEnded(job.state)) {
        await syncVectors();
        return job;
      }
      await delay(Math.max(pauseMs, (waiting * 1000) / maxReadsPerSecond), undefined, signal && { signal });
    }
  };
  return async (...call) => {
    waiting += 1;
    try {
      return await follow(...call);
    } finally {
      waiting -= 1;
    }
  };
}
