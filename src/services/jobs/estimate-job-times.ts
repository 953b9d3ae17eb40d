import { addProgress, isJobEnded, type Job } from "../../domain/jobs/job.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { EmbeddingRate } from "../ingest/embedding-rate.js";

/** Jobs older than these have ended, except for paused ones. */
const maxEstimatedJobs = 1_000;
/** How long the estimates of all jobs are reused: a thousand clients must not cause a thousand reads. */
const reuseMs = 500;

/**
 * Wraps a job store and adds a rate and an estimated time left to its jobs.
 *
 * @param now a steady clock, in milliseconds
 */
export function createEstimatedJobs(
  jobs: JobStore,
  embeddingRate: Pick<EmbeddingRate, "current">,
  now: () => number,
): JobStore {
  let readAtMs = -Infinity;
  let timed: ReadonlyMap<string, Job> = new Map();
  const readAll = async (rate: number) => {
    if (now() - readAtMs < reuseMs) return;
    readAtMs = now();
    timed = new Map(addProgress(await jobs.listJobs(maxEstimatedJobs), rate).map((job) => [job.id, job]));
  };
  const addTimes = async (list: readonly Job[]): Promise<readonly Job[]> => {
    const rate = embeddingRate.current;
    if (rate === undefined || list.every(({ state }) => isJobEnded(state))) return list;
    await readAll(rate);
    return list.map((job) => {
      const seen = timed.get(job.id);
      // A job that is new or has changed state is estimated separately until all jobs are read again.
      if (seen?.state !== job.state) return addProgress([job], rate)[0] ?? job;
      return isJobEnded(job.state) ? job : { ...seen, counts: job.counts };
    });
  };
  return {
    ...jobs,
    async readJob(id) {
      const job = await jobs.readJob(id);
      return job && (await addTimes([job]))[0];
    },
    listJobs: async (limit) => addTimes(await jobs.listJobs(limit)),
  };
}
