import type { JobNotices } from "../../../ports/jobs/job-notices.js";
import type { JobStore } from "../../../ports/jobs/job-store.js";
import type { JobLedger } from "../../../ports/jobs/job-ledger.js";
import { createRedisJobLedger } from "./job-ledger.js";
import { createRedisJobNotices } from "./job-notices.js";
import type { JobPapers } from "./job-papers.js";
import { createJobProgress } from "./job-progress.js";
import { createJobRecords, type JobRecordsOptions } from "./job-records.js";
import { createRedisJobWork, type JobWork } from "./job-work.js";
import { createRedisJobStore } from "./job-store.js";

export interface RedisJobsOptions extends JobRecordsOptions {
  readonly papers: JobPapers;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export interface RedisJobs {
  readonly jobs: JobStore;
  readonly notices: JobNotices;
  readonly ledger: JobLedger;
  readonly work: JobWork;
}

/** Jobs, what their records left out, and what those who write and embed papers tell them. */
export function createRedisJobs({ papers, now, ...options }: RedisJobsOptions): RedisJobs {
  const records = createJobRecords(options);
  const progress = createJobProgress(records, papers);
  return {
    jobs: createRedisJobStore({ records, progress, papers, now }),
    notices: createRedisJobNotices(records),
    ledger: createRedisJobLedger(records, now),
    work: createRedisJobWork({ records, progress, now }),
  };
}
