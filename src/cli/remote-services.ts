import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { duplicatesAnswerSchema } from "../domain/duplicate-list.js";
import { foundSourceSchema } from "../domain/paper-format.js";
import { isJobEnded, type Job, jobFailureSchema, jobSchema } from "../domain/job.js";
import { hitsAnswerSchema, searchAnswerSchema } from "../domain/answer.js";
import type { SimilarRequest } from "../domain/query.js";
import { statsSchema } from "../domain/status.js";
import { AppError } from "../errors.js";
import type { WaitForJobOptions } from "../services/wait-for-job.js";
import type { SourceRecord } from "../domain/json-lines.js";
import type { HarvestPapers } from "../services/harvest-papers.js";
import type { ReadPapersOptions } from "../services/read-papers.js";
import type { PaperLibrary } from "./context.js";
import { createServerRequest, type SendRequest, type ServerAddress } from "./server-request.js";

const jobAnswerSchema = z.object({ job: jobSchema });
const sourceAnswerSchema = jobAnswerSchema.extend({ source: foundSourceSchema.optional() });
const failuresAnswerSchema = z.object({ failures: z.array(jobFailureSchema) });

/** Between looks at a job; short at first, as most jobs are small. */
const firstPauseMs = 50;
const longestPauseMs = 1000;

/**
 * The papers of a running server, over its HTTP API. Errors carry the code that the server gave.
 *
 * @param harvest asks services on the network: this process does, a server is not sent for papers
 */
export function createRemoteServices(
  address: ServerAddress,
  harvest: HarvestPapers["harvest"] = refuseHarvest,
): PaperLibrary {
  const send = createServerRequest(address);
  const readStats = () => send({ path: "/v1/stats", answer: statsSchema });
  const acceptLines: PaperLibrary["acceptLines"] = async (lines, { signal } = {}) => {
    // A refusal in the middle of an upload may be lost with the connection; asked first, it comes whole.
    await readStats();
    return (await send({ method: "POST", path: "/v1/papers", lines, answer: jobAnswerSchema, signal })).job;
  };
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
    acceptLines,
    async acceptSource(chunks, { reading = {}, onFound, signal } = {}) {
      await readStats();
      const { job, source } = await send({
        method: "POST",
        path: `/v1/papers${formatReadingQuery(reading)}`,
        file: { name: reading.name, chunks },
        answer: sourceAnswerSchema,
        signal,
      });
      if (source) onFound?.(source);
      return job;
    },
    acceptHarvest: (request, options) => acceptLines(writeLines(harvest(request)), options),
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

function refuseHarvest(): never {
  throw new AppError("unavailable", "Papers cannot be taken from the network here.");
}

function formatReadingQuery({ format, columns = {}, filter = {} }: ReadPapersOptions): string {
  const query = new URLSearchParams();
  if (format !== undefined) query.set("format", format);
  for (const [field, column] of Object.entries(columns)) query.append("map", `${field}:${column}`);
  for (const category of filter.categories ?? []) query.append("category", category);
  if (filter.yearFrom !== undefined) query.set("yearFrom", String(filter.yearFrom));
  if (filter.yearTo !== undefined) query.set("yearTo", String(filter.yearTo));
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** What could not be read has no line: of a service on the network nobody has the file to look it up in. */
async function* writeLines(records: AsyncIterable<SourceRecord>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const record of records) if ("value" in record) yield encoder.encode(`${JSON.stringify(record.value)}\n`);
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
