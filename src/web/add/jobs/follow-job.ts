import { PaperkinError } from "../../../client/client-error.js";
import { isJobEnded } from "../../../domain/jobs/job-state.js";
import type { Job } from "../../../domain/jobs/job.js";
import { jobCalls } from "./job-calls.js";

const firstPauseMs = 500;
const maxPauseMs = 10_000;

/**
 * Reports every change of a job until it has ended, and resolves to the job as it ended. Reconnects after a lost
 * connection, however long that takes; throws only what the server answers.
 */
export async function followJob(id: string, onJob: (job: Job) => void): Promise<Job> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
    try {
      for await (const job of jobCalls.events(id)) {
        pauseMs = firstPauseMs;
        onJob(job);
        if (isJobEnded(job.state)) return job;
      }
    } catch (error) {
      if (error instanceof PaperkinError && error.status !== undefined) throw error;
    }
    const waitMs = pauseMs;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
