import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { duplicatesAnswerSchema } from "../domain/duplicate-list.js";
import { isJobEnded, type Job, jobFailureSchema, jobSchema } from "../domain/job.js";
import { hitsAnswerSchema, searchAnswerSchema } from "../domain/answer.js";
import { paperSchema } from "../domain/paper.js";
import type { SimilarRequest } from "../domain/query.js";
import { statsSchema } from "../domain/status.js";
import type { WaitForJobOptions } from "../services/wait-for-job.js";
import type { PaperLibrary } from "./context.js";
import { createServerRequest, type SendRequest, type ServerAddress } from "./server-request.js";

const jobAnswerSchema = z.object({ job: jobSchema });
const failuresAnswerSchema = z.object({ failures: z.array(jobFailureSchema) });

/** Between looks at a job; short at first, as most jobs are small. */
const firstPauseMs = 50;
const longestPauseMs = 1000;

/** The papers of a running server, over its HTTP API. Errors carry the code that the server gave. */
export function createRemoteServices(address: ServerAddress): PaperLibrary {
  const send = createServerRequest(address);
  const readStats = () => send({ path: "/v1/stats", answer: statsSchema });
  return {
    place: address.url,
    remote: true,
    ready: Promise.resolve(),
    readStats,
    searchPapers: (request) => send({ method: "POST", path: "/v1/search", json: request, answer: searchAnswerSchema }),
    findSimilar: (id, request) =>
      send({
        path: `/v1/papers/${encodeURIComponent(id)}/similar${formatSimilarQuery(request)}`,
        answer: hitsAnswerSchema,
      }),
    listDuplicates({ limit, cursor }) {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== undefined && { cursor }) });
      return send({ path: `/v1/duplicates?${query.toString()}`, answer: duplicatesAnswerSchema });
    },
    findSimilarToText: (request) =>
      send({ method: "POST", path: "/v1/similar", json: request, answer: hitsAnswerSchema }),
    recommendPapers: (request) =>
      send({ method: "POST", path: "/v1/recommendations", json: request, answer: hitsAnswerSchema }),
    readPaper: (id) => send({ path: `/v1/papers/${encodeURIComponent(id)}`, answer: paperSchema }),
    async removePaper(id) {
      await send({ method: "DELETE", path: `/v1/papers/${encodeURIComponent(id)}`, answer: z.undefined() });
    },
    async acceptLines(chunks, { signal } = {}) {
      // A refusal in the middle of an upload may be lost with the connection; asked first, it comes whole.
      await readStats();
      const { job } = await send({
        method: "POST",
        path: "/v1/papers",
        lines: chunks,
        answer: jobAnswerSchema,
        signal,
      });
      return job;
    },
    readJob: (id) => send({ path: `/v1/jobs/${encodeURIComponent(id)}`, answer: jobSchema }),
    waitForJob: (id, options) => waitForJob(send, id, options),
    async listFailures(id, limit) {
      const path = `/v1/jobs/${encodeURIComponent(id)}/failures?limit=${limit}`;
      return (await send({ path, answer: failuresAnswerSchema })).failures;
    },
    close: async () => undefined,
  };
}

function formatSimilarQuery({ limit, aspect, diversity, duplicates, filter }: SimilarRequest): string {
  const query = new URLSearchParams({ limit: String(limit), diversity: String(diversity), duplicates });
  if (aspect !== undefined) query.set("aspect", aspect);
  for (const [name, value] of Object.entries(filter)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) query.append(name, String(item));
  }
  return `?${query.toString()}`;
}

async function waitForJob(send: SendRequest, id: string, { signal, onChange }: WaitForJobOptions = {}): Promise<Job> {
  let seen = "";
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    const job = await send({ path: `/v1/jobs/${encodeURIComponent(id)}`, answer: jobSchema, signal });
    const facts = JSON.stringify([job.state, job.counts]);
    if (facts !== seen) onChange?.(job);
    seen = facts;
    if (isJobEnded(job.state)) return job;
    await delay(pauseMs, undefined, signal && { signal });
  }
}
