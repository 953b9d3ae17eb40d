import { z } from "zod";
import { type JobAction, jobFailuresAnswerSchema, jobsAnswerSchema, jobSchema } from "../domain/jobs/job.js";
import { jobNoticesAnswerSchema } from "../domain/jobs/notice.js";
import {
  eventsExample,
  failuresExample,
  jobActionExamples,
  listJobsExample,
  noticesExample,
  readJobExample,
} from "./examples/job.js";
import type { OperationList } from "./operation.js";
import { jobParams } from "./params.js";

const listQuerySchema = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(100).describe("Maximum number of entries in one answer"),
});

export const jobOperations = {
  listJobs: {
    method: "get",
    path: "/v1/jobs",
    scope: "read",
    tag: "Jobs",
    summary: "List jobs, newest first",
    query: listQuerySchema,
    answer: jobsAnswerSchema,
    example: listJobsExample,
  },
  readJob: {
    method: "get",
    path: "/v1/jobs/{id}",
    scope: "read",
    tag: "Jobs",
    summary: "Read one job",
    params: jobParams,
    answer: jobSchema,
    errors: ["not_found"],
    example: readJobExample,
  },
  listFailures: {
    method: "get",
    path: "/v1/jobs/{id}/failures",
    scope: "read",
    tag: "Jobs",
    summary: "The papers of a job that were refused or could not be embedded, with the reason",
    params: jobParams,
    query: listQuerySchema,
    answer: jobFailuresAnswerSchema,
    errors: ["not_found"],
    example: failuresExample,
  },
  listNotices: {
    method: "get",
    path: "/v1/jobs/{id}/notices",
    scope: "read",
    tag: "Jobs",
    summary: "What happened to records of a job that were imported: merged with which paper, which field was cut",
    params: jobParams,
    query: listQuerySchema,
    answer: jobNoticesAnswerSchema,
    errors: ["not_found"],
    example: noticesExample,
  },
  cancelJob: describeAction("cancel", "Stop embedding the papers of a job; they remain searchable by keyword"),
  pauseJob: describeAction("pause", "Embed no more papers of a job than are already in the queue"),
  resumeJob: describeAction("resume", "Resume a paused job"),
  retryJob: describeAction("retry", "Embed the failed and cancelled papers of a job again"),
  followJob: {
    method: "get",
    path: "/v1/jobs/{id}/events",
    scope: "read",
    tag: "Jobs",
    summary: "Follow a job: an event `job` at every change, until the job has ended",
    description:
      "Server-sent events. The data of each event is the job as JSON; lines that begin with a colon keep the connection open.",
    params: jobParams,
    answerType: "text/event-stream",
    event: { name: "job", data: jobSchema },
    errors: ["not_found"],
    example: eventsExample,
  },
} as const satisfies OperationList;

function describeAction<Action extends JobAction>(action: Action, summary: string) {
  return {
    method: "post",
    path: `/v1/jobs/{id}/${action}`,
    scope: "write",
    tag: "Jobs",
    summary,
    params: jobParams,
    answer: jobSchema,
    errors: ["not_found", "conflict"],
    example: jobActionExamples[action],
  } as const;
}
