import type { PaperInput } from "../domain/paper/paper.js";
import type { Job } from "../domain/jobs/job.js";
import type { PaperVersion } from "../domain/paper/version.js";
import type { AddOptions, ClientOptions, FileOptions, PaperkinClient, SimilarRequest } from "./client.js";
import { createJobCalls } from "./job-calls.js";
import { readWholeBody } from "./read-body.js";
import { createMapCalls } from "./map-calls.js";
import { createReindexCalls } from "./reindex-calls.js";
import { createSender, type QueryValues, type SendRequest } from "./send-request.js";
import { encodeLines } from "./upload.js";

/** Longer than the server waits for papers to be found by meaning. */
const waitTimeoutMs = 120_000;

/** A client of a paperkin server. It opens nothing and needs no closing. */
export function createClient(options: ClientOptions): PaperkinClient {
  const send = createSender(options);
  const { addPapers, addLines, addFile, previewFile } = createUploads(send);
  return {
    search: (json, call) => send({ ...call, method: "POST", path: "/v1/search", json }),
    similar: (id, request = {}, call) =>
      send({ ...call, path: `${addressPaper(id)}/similar`, query: spreadFilter(request) }),
    similarToText: (json, call) => send({ ...call, method: "POST", path: "/v1/similar", json }),
    recommend: (json, call) => send({ ...call, method: "POST", path: "/v1/recommendations", json }),
    getPaper: (id, call) => send({ ...call, path: addressPaper(id) }),
    versions: async (id, call) =>
      (await send<{ versions: PaperVersion[] }>({ ...call, path: `${addressPaper(id)}/versions` })).versions,
    listPapers: (page = {}, call) => send({ ...call, path: "/v1/papers", query: { ...page } }),
    removePaper: (id, call) => send({ ...call, method: "DELETE", path: addressPaper(id) }),
    addPapers,
    addLines,
    addFile,
    previewFile,
    async *exportLines({ filter, vectors } = {}, call = {}) {
      const body = await send.open({ ...call, path: "/v1/export", query: { ...filter, vectors } });
      yield* readWholeBody(body, call.signal);
    },
    duplicates: (page = {}, call) => send({ ...call, path: "/v1/duplicates", query: { ...page } }),
    stats: (call) => send({ ...call, path: "/v1/stats" }),
    jobs: createJobCalls(send),
    map: createMapCalls(send),
    reindex: createReindexCalls(send),
  };
}

function createUploads(send: SendRequest): Pick<PaperkinClient, "addPapers" | "addLines" | "addFile" | "previewFile"> {
  const addLines: PaperkinClient["addLines"] = async (chunks, { wait, priority, ...call } = {}) => {
    const request = {
      method: "POST",
      path: "/v1/papers",
      query: { wait: wait || undefined, priority },
      upload: { type: "application/x-ndjson", chunks },
    } as const;
    return (await send<{ job: Job }>({ timeoutMs: Infinity, ...call, ...request })).job;
  };
  const addList = async (papers: readonly PaperInput[], { wait, priority, ...call }: AddOptions) => {
    const json = { papers };
    const request = {
      method: "POST",
      path: "/v1/papers",
      query: { wait: wait || undefined, priority },
      json,
    } as const;
    return (await send<{ job: Job }>({ ...(wait && { timeoutMs: waitTimeoutMs }), ...call, ...request })).job;
  };
  return {
    addLines,
    addFile: (chunks, { wait, priority, ...file } = {}) =>
      sendFile(send, chunks, { ...file, query: { wait: wait || undefined, priority } }),
    previewFile: (chunks, file = {}) => sendFile(send, chunks, { ...file, query: { dryRun: true } }),
    addPapers: (papers, call = {}) =>
      Symbol.asyncIterator in papers ? addLines(encodeLines(papers), call) : addList(papers, call),
  };
}

interface SentFile extends FileOptions {
  readonly query: QueryValues;
}

function sendFile<Answer>(
  send: SendRequest,
  chunks: AsyncIterable<Uint8Array>,
  { name, format, columns = {}, filter = {}, query, ...call }: SentFile,
): Promise<Answer> {
  const map = Object.entries(columns).map(([field, column]) => `${field}:${column}`);
  const { categories: category, yearFrom, yearTo } = filter;
  const reading = { ...query, format, map, category, yearFrom, yearTo };
  const upload = { type: "application/octet-stream", name, chunks };
  return send({ timeoutMs: Infinity, ...call, method: "POST", path: "/v1/papers", query: reading, upload });
}

function addressPaper(id: string): string {
  return `/v1/papers/${encodeURIComponent(id)}`;
}

/** Filters stand side by side with the rest in a query string, and together in JSON. */
function spreadFilter({ filter, ...rest }: SimilarRequest): QueryValues {
  return { ...rest, ...filter };
}
