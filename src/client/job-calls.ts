import { isJobEnded } from "../domain/jobs/job-state.js";
import type { Job, JobAction } from "../domain/jobs/job.js";
import type { CallApi, CallOptions, JobCalls } from "./client.js";
import type { OpenStream } from "./create-call.js";
import { pause } from "./pause.js";
import { readEvents } from "./read-events.js";

/** Pauses between reads of a job: short at first, because most jobs are small. */
const firstPauseMs = 50;
const maxPauseMs = 1000;

export function createJobCalls(call: CallApi, open: OpenStream): JobCalls {
  const get: JobCalls["get"] = (id, given) => call("GET /v1/jobs/{id}", { ...given, params: { id } });
  const change = (action: JobAction) => (id: string, given?: CallOptions) =>
    call(`POST /v1/jobs/{id}/${action}`, { tries: 1, ...given, params: { id } });
  return {
    list: async (query, given) => (await call("GET /v1/jobs", { ...given, query })).jobs,
    get,
    async wait(id, { onChange, ...given } = {}) {
      let seen = "";
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 1.5)) {
        const job = await get(id, given);
        const facts = JSON.stringify([job.state, job.counts]);
        if (facts !== seen) onChange?.(job);
        seen = facts;
        if (isJobEnded(job.state)) return job;
        await pause(pauseMs, given.signal);
      }
    },
    async *events(id, given) {
      const body = await open("GET /v1/jobs/{id}/events", { ...given, params: { id } });
      for await (const data of readEvents(body)) yield JSON.parse(data) as Job;
    },
    failures: async (id, query, given) =>
      (await call("GET /v1/jobs/{id}/failures", { ...given, params: { id }, query })).failures,
    notices: async (id, query, given) =>
      (await call("GET /v1/jobs/{id}/notices", { ...given, params: { id }, query })).notices,
    cancel: change("cancel"),
    pause: change("pause"),
    resume: change("resume"),
    retry: change("retry"),
  };
}
