import type { JobNotice } from "../../../domain/jobs/notice.js";
import type { JobNotices } from "../../../ports/jobs/job-notices.js";
import { type JobRecords, listByLine } from "./job-records.js";

export function createRedisJobNotices({ connection, keys }: JobRecords): JobNotices {
  return { listNotices: (id, limit) => listByLine<JobNotice>(connection, keys.notices(id), limit) };
}
