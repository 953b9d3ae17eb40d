import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { isJobEnded, type Job, jobFailureSchema, jobSchema } from "../domain/job.js";
import type { WaitForJobOptions } from "../services/wait-for-job.js";
import type { PaperLibrary } from "./context.js";
import type { SendRequest } from "./server-request.js";

const jobsAnswerSchema = z.object({ jobs: z.array(jobSchema) });
const failuresAnswerSchema = z.object({ failures: z.array(jobFailureSchema) });

/** Between looks at a job; short at first, as most jobs are small. */
const firstPauseMs = 50;
const longestPauseMs = 1000;

type RemoteJobs = Pick<PaperLibrary, "readJob" | "listJobs" | "changeJob" | "listFailures" | "waitForJob">;

/** The jobs of a running server. */
export function createRemoteJobs(send: SendRequest): RemoteJobs {
  return {
    readJob: (id) => send({ path: formatPath(id), answer: jobSchema }),
    listJobs: async (limit) => (await send({ path: `/v1/jobs?limit=${limit}`, answer: jobsAnswerSchema })).jobs,
    changeJob: (id, action) => send({ method: "POST", path: `${formatPath(id)}/${action}`, answer: jobSchema }),
    async listFailures(id, limit) {
      const path = `${formatPath(id)}/failures?limit=${limit}`;
      return (await send({ path, answer: failuresAnswerSchema })).failures;
    },
    waitForJob: (id, options) => waitForJob(send, id, options),
  };
}

async function waitForJob(send: SendRequest, id: string, { signal, onChange }: WaitForJobOptions = {}): Promise<Job> {
  let seen = "";
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    const job = await send({ path: formatPath(id), answer: jobSchema, signal });
    const facts = JSON.stringify([job.state, job.counts]);
    if (facts !== seen) onChange?.(job);
    seen = facts;
    if (isJobEnded(job.state)) return job;
    await delay(pauseMs, undefined, signal && { signal });
  }
}

function formatPath(id: string): string {
  return `/v1/jobs/${encodeURIComponent(id)}`;
}
