import type { JobNotice } from "../../domain/jobs/notice.js";

/** What the records of a job left out, and which papers they were merged into. */
export interface JobNotices {
  /** By line, then in the order of arrival. */
  listNotices(id: string, limit: number): Promise<readonly JobNotice[]>;
}
