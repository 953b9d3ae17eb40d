import { z } from "zod";
import { type JobAction, jobFailuresAnswerSchema, jobsAnswerSchema, jobSchema } from "../../domain/jobs/job.js";
import type { Services } from "../../services/services.js";
import {
  eventsExample,
  failuresExample,
  jobActionExamples,
  listJobsExample,
  readJobExample,
} from "../examples/job-examples.js";
import { defineRoute, type Route } from "../route.js";

const jobParams = z.object({ id: z.string().min(1).max(100).describe("Id of the job") });
const listSchema = z.object({
  limit: z.number().int().min(1).max(1000).default(100).describe("The most that one answer lists"),
});

const actions: Record<JobAction, string> = {
  cancel: "Embed no more of a job's papers; they stay, found by keyword",
  pause: "Embed no more of a job's papers than are on the queue already",
  resume: "Go on with a paused job",
  retry: "Embed a job's failed and cancelled papers again",
};

/** Keeps an idle event stream from being cut by what lies between. */
const heartbeatMs = 15_000;

export function createJobRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/jobs",
      operationId: "listJobs",
      tag: "Jobs",
      summary: "List jobs, newest first",
      query: listSchema,
      answer: jobsAnswerSchema,
      example: listJobsExample,
      handle: async ({ query }) => ({ jobs: await services.listJobs(query.limit) }),
    }),
    defineRoute({
      method: "get",
      path: "/v1/jobs/{id}",
      operationId: "readJob",
      tag: "Jobs",
      summary: "Read one job",
      params: jobParams,
      answer: jobSchema,
      errors: ["not_found"],
      example: readJobExample,
      handle: ({ params }) => services.readJob(params.id),
    }),
    defineRoute({
      method: "get",
      path: "/v1/jobs/{id}/failures",
      operationId: "listFailures",
      tag: "Jobs",
      summary: "The papers of a job that were refused or could not be embedded, with the reason",
      params: jobParams,
      query: listSchema,
      answer: jobFailuresAnswerSchema,
      errors: ["not_found"],
      example: failuresExample,
      handle: async ({ params, query }) => ({ failures: await services.listFailures(params.id, query.limit) }),
    }),
    ...createActionRoutes(services),
    createEventsRoute(services),
  ];
}

function createActionRoutes(services: Services): readonly Route[] {
  return Object.entries(actions).map(([action, summary]) =>
    defineRoute({
      method: "post",
      path: `/v1/jobs/{id}/${action}`,
      operationId: `${action}Job`,
      tag: "Jobs",
      summary,
      params: jobParams,
      answer: jobSchema,
      errors: ["not_found", "conflict"],
      example: jobActionExamples[action as JobAction],
      handle: ({ params }) => services.changeJob(params.id, action as JobAction),
    }),
  );
}

function createEventsRoute(services: Services): Route {
  return defineRoute({
    method: "get",
    path: "/v1/jobs/{id}/events",
    operationId: "followJob",
    tag: "Jobs",
    summary: "Follow a job: an event `job` at every change, until it has ended",
    description:
      "Server-sent events. The data of each is the job as JSON; lines that begin with a colon keep the connection open.",
    params: jobParams,
    answerType: "text/event-stream",
    event: { name: "job", data: jobSchema },
    errors: ["not_found"],
    example: eventsExample,
    async handle({ params, request, response }) {
      await services.readJob(params.id);
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
      // The head is all that is asked for, and the job may take hours.
      if (request.method === "HEAD") return void response.end();
      const gone = new AbortController();
      response.once("close", () => gone.abort());
      const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs);
      try {
        const onChange = (job: unknown) => response.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`);
        await services.waitForJob(params.id, { signal: gone.signal, onChange });
      } catch (error) {
        if (!gone.signal.aborted) throw error;
      } finally {
        clearInterval(heartbeat);
        response.end();
      }
    },
  });
}
