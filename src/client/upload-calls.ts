import type { PreviewedAnswer } from "../domain/ingest/preview.js";
import type { ImportedCollection } from "../domain/collections/file-requests.js";
import type { PaperInput } from "../domain/paper/paper.js";
import type { AddedAnswer } from "../domain/ingest/added-answer.js";
import type { AddOptions, CallApi, CollectionCalls, FileContent, FileOptions, PaperkinClient } from "./client.js";
import type { OpenStream } from "./create-call.js";
import { readWholeBody } from "./read-body.js";
import type { QueryValues, SendRequest, SentRequest } from "./send-request.js";
import { encodeLines } from "./upload.js";

/** Longer than the server waits for the papers to be embedded. */
const waitTimeoutMs = 120_000;

/** Creates the calls that import papers: a list as JSON through `call`, files and lines as a stream through `send`. */
export function createUploadCalls(
  send: SendRequest,
  call: CallApi,
): Pick<PaperkinClient, "addPapers" | "addLines" | "addFile" | "previewFile"> {
  const addLines: PaperkinClient["addLines"] = async (chunks, { wait, priority, name, ...given } = {}) => {
    const upload = { type: "application/x-ndjson", name, chunks };
    const { job } = await send<AddedAnswer>({
      timeoutMs: Infinity,
      ...given,
      ...streamPapers,
      query: { wait: wait || undefined, priority },
      upload,
    });
    return job;
  };
  const addList = async (papers: readonly PaperInput[], { wait, priority, ...given }: AddOptions) => {
    const query = { wait: wait ? ("true" as const) : undefined, priority };
    const timeout = wait && { timeoutMs: waitTimeoutMs };
    const { job } = await call("POST /v1/papers", { ...timeout, ...given, query, body: { papers: [...papers] } });
    return job;
  };
  return {
    addLines,
    addFile: (chunks, { wait, priority, ...file } = {}) =>
      send<AddedAnswer>(describeFile(chunks, file, { wait: wait || undefined, priority })),
    previewFile: (chunks, file = {}) => send<PreviewedAnswer>(describeFile(chunks, file, { dryRun: true })),
    addPapers: (papers, given = {}) =>
      Symbol.asyncIterator in papers ? addLines(encodeLines(papers), given) : addList(papers, given),
  };
}

/** Creates the calls on files of collections. */
export function createCollectionCalls(send: SendRequest, open: OpenStream): CollectionCalls {
  return {
    importFile(chunks, { collection, collectionName: name, wait, priority, ...file } = {}) {
      const path = `/v1/collections/${collection === undefined ? "" : `${encodeURIComponent(collection)}/`}import`;
      const given = collection === undefined && { name };
      const request = describeFile(chunks, file, { wait: wait || undefined, priority, ...given });
      return send<ImportedCollection>({ ...request, path });
    },
    async *export(id, query = {}, given = {}) {
      const body = await open("GET /v1/collections/{id}/export", { ...given, params: { id }, query });
      yield* readWholeBody(body, given.signal);
    },
  };
}

const streamPapers = { method: "POST", path: "/v1/papers" } as const;

/** @param query the options of the import */
function describeFile(
  chunks: FileContent,
  { name, format, columns = {}, sheet, filter = {}, ...given }: FileOptions,
  query: QueryValues,
): SentRequest {
  const map = Object.entries(columns).map(([field, column]) => `${field}:${column}`);
  const { categories: category, yearFrom, yearTo } = filter;
  return {
    timeoutMs: Infinity,
    ...given,
    ...streamPapers,
    query: { ...query, format, map, sheet, category, yearFrom, yearTo },
    upload: { type: "application/octet-stream", name, chunks },
  };
}
