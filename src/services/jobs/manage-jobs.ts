import { createUnknownJobError } from "../../domain/jobs/unknown-job.js";
import type { Job, JobAction, JobFailure } from "../../domain/jobs/job.js";
import type { JobNotice } from "../../domain/jobs/notice.js";
import type { JobNotices } from "../../ports/jobs/job-notices.js";
import type { JobStore } from "../../ports/jobs/job-store.js";

export interface ManageJobsDeps {
  readonly jobs: JobStore;
  readonly notices: JobNotices;
  /** Puts papers of a resumed or retried job on the queue. */
  readonly feedQueue: () => void;
}

export interface ManageJobs {
  /** Throws `not_found`. */
  readJob(id: string): Promise<Job>;
  listJobs(limit: number): Promise<readonly Job[]>;
  /** Throws `not_found`. */
  listFailures(id: string, limit: number): Promise<readonly JobFailure[]>;
  /** What records left out, and which papers they were merged into. Throws `not_found`. */
  listNotices(id: string, limit: number): Promise<readonly JobNotice[]>;
  /** Throws `not_found`, or `conflict` if the job's state does not allow it. */
  changeJob(id: string, action: JobAction): Promise<Job>;
}

/** Reads jobs, and cancels, pauses, resumes and retries them. */
export function createManageJobs({ jobs, notices, feedQueue }: ManageJobsDeps): ManageJobs {
  const readJob = async (id: string) => {
    const job = await jobs.readJob(id);
    if (!job) throw createUnknownJobError(id);
    return job;
  };
  return {
    readJob,
    listJobs: (limit) => jobs.listJobs(limit),
    async listFailures(id, limit) {
      await readJob(id);
      return jobs.listFailures(id, limit);
    },
    async listNotices(id, limit) {
      await readJob(id);
      return notices.listNotices(id, limit);
    },
    async changeJob(id, action) {
      const job = await jobs.changeState(id, action);
      feedQueue();
      return job;
    },
  };
}
