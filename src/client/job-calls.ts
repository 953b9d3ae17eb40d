import { isJobEnded } from "../domain/jobs/job-state.js";
import type { Job, JobAction, JobFailure } from "../domain/jobs/job.js";
import type { CallOptions, JobCalls } from "./client.js";
import { pause } from "./pause.js";
import { readEvents } from "./read-events.js";
import type { SendRequest } from "./send-request.js";

/** Between two reads of a job; short at first, as most jobs are small. */
const firstPauseMs = 50;
const maxPauseMs = 1000;

export function createJobCalls(send: SendRequest): JobCalls {
  const get: JobCalls["get"] = (id, call) => send({ ...call, path: addressJob(id) });
  const steer = (action: JobAction) => (id: string, call?: CallOptions) =>
    send<Job>({ ...call, method: "POST", path: `${addressJob(id)}/${action}`, tries: 1 });
  return {
    list: async (page = {}, call) =>
      (await send<{ jobs: Job[] }>({ ...call, path: "/v1/jobs", query: { ...page } })).jobs,
    get,
    async wait(id, { onChange, ...call } = {}) {
      let seen = "";
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 1.5)) {
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
      for await (const data of readEvents(body)) yield JSON.parse(data) as Job;
    },
    async failures(id, page = {}, call) {
      const path = `${addressJob(id)}/failures`;
      return (await send<{ failures: JobFailure[] }>({ ...call, path, query: { ...page } })).failures;
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
