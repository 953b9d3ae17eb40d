import {
  isJobEnded,
  type JobAction,
  jobFailuresAnswerSchema,
  jobsAnswerSchema,
  jobSchema,
} from "../domain/jobs/job.js";
import type { CallOptions, JobCalls } from "./client.js";
import { pause } from "./pause.js";
import { readEvents } from "./read-events.js";
import type { SendRequest } from "./send-request.js";

/** Between looks at a job; short at first, as most jobs are small. */
const firstPauseMs = 50;
const longestPauseMs = 1000;

export function createJobCalls(send: SendRequest): JobCalls {
  const get: JobCalls["get"] = (id, call) => send({ ...call, path: addressJob(id), answer: jobSchema });
  const steer = (action: JobAction) => (id: string, call?: CallOptions) =>
    send({ ...call, method: "POST", path: `${addressJob(id)}/${action}`, answer: jobSchema, repeatable: false });
  return {
    list: async (page = {}, call) =>
      (await send({ ...call, path: "/v1/jobs", query: { ...page }, answer: jobsAnswerSchema })).jobs,
    get,
    async wait(id, { onChange, ...call } = {}) {
      let seen = "";
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
        const job = await get(id, call);
        const facts = JSON.stringify([job.state, job.counts]);
        if (facts !== seen) onChange?.(job);
        seen = facts;
        if (isJobEnded(job.state)) return job;
        await pause(pauseMs, call.signal);
      }
    },
    async *events(id, call) {
      const body = await send.open({ ...call, path: `${addressJob(id)}/events` });
      for await (const data of readEvents(body)) yield jobSchema.parse(JSON.parse(data));
    },
    async failures(id, page = {}, call) {
      const path = `${addressJob(id)}/failures`;
      return (await send({ ...call, path, query: { ...page }, answer: jobFailuresAnswerSchema })).failures;
    },
    cancel: steer("cancel"),
    pause: steer("pause"),
    resume: steer("resume"),
    retry: steer("retry"),
  };
}

function addressJob(id: string): string {
  return `/v1/jobs/${encodeURIComponent(id)}`;
}
