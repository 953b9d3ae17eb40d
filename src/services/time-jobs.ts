import { addProgress, isJobEnded } from "../domain/job.js";
import type { JobStore } from "../ports/job-store.js";
import type { EmbeddingPace } from "./embedding-pace.js";

/** Jobs further back have ended, but for those that nobody resumes. */
const jobsLookedAt = 100;

/** The job store, whose jobs say how fast they are and when they will be done. */
export function createTimedJobs(jobs: JobStore, pace: Pick<EmbeddingPace, "current">): JobStore {
  return {
    ...jobs,
    async readJob(id) {
      const job = await jobs.readJob(id);
      const rate = pace.current;
      if (!job || rate === undefined || isJobEnded(job.state)) return job;
      const timed = addProgress(await jobs.listJobs(jobsLookedAt), rate);
      return timed.find((other) => other.id === id) ?? addProgress([job], rate)[0];
    },
    async listJobs(limit) {
      return addProgress(await jobs.listJobs(Math.max(limit, jobsLookedAt)), pace.current).slice(0, limit);
    },
  };
}
