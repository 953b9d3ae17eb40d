import { AppError } from "../../errors.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { Services } from "../services.js";

export interface ManageJobsDeps {
  readonly jobs: JobStore;
  /** Puts papers of a resumed or retried job on the queue. */
  readonly feedQueue: () => void;
}

type ManageJobs = Pick<Services, "readJob" | "listJobs" | "listFailures" | "changeJob">;

/** Reads jobs, and cancels, pauses, resumes and retries them. */
export function createManageJobs({ jobs, feedQueue }: ManageJobsDeps): ManageJobs {
  const readJob = async (id: string) => {
    const job = await jobs.readJob(id);
    if (!job) throw new AppError("not_found", `There is no job ${id}.`);
    return job;
  };
  return {
    readJob,
    listJobs: (limit) => jobs.listJobs(limit),
    async listFailures(id, limit) {
      await readJob(id);
      return jobs.listFailures(id, limit);
    },
    async changeJob(id, action) {
      const job = await jobs.changeState(id, action);
      feedQueue();
      return job;
    },
  };
}
