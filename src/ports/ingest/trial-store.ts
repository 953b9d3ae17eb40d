import type { JobNotices } from "../jobs/job-notices.js";
import type { JobStore } from "../jobs/job-store.js";
import type { PaperStore } from "../paper/paper-store.js";
import type { WorkStore } from "./work-store.js";

/**
 * A store that takes in papers as the real one would, and forgets them when it is closed. It begins with the papers of
 * the real store, which it never changes.
 */
export interface TrialStore {
  readonly papers: Pick<PaperStore, "savePapers" | "findPaper">;
  readonly jobs: Pick<JobStore, "createJob" | "readJob" | "listFailures">;
  readonly notices: JobNotices;
  readonly work: Pick<WorkStore, "listWaiting">;
  /** The number of papers of a job that need a vector. */
  countWaiting(jobId: string): Promise<number>;
  close(): void;
}

export type OpenTrial = () => TrialStore;
