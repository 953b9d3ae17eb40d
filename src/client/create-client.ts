import type { ClientOptions, PaperkinClient, SimilarRequest } from "./client.js";
import { createCall } from "./create-call.js";
import { createJobCalls } from "./job-calls.js";
import { createMapCalls } from "./map-calls.js";
import { readWholeBody } from "./read-body.js";
import { createReindexCalls } from "./reindex-calls.js";
import { createSender } from "./send-request.js";
import { createCollectionCalls, createUploadCalls } from "./upload-calls.js";

/** A batch of searches. */
const slow = { timeoutMs: 120_000 };

/** Creates a client of a paperkin server. It holds no connection, so that it need not be closed. */
export function createClient(options: ClientOptions): PaperkinClient {
  const send = createSender(options);
  const { call, open } = createCall(send);
  return {
    call,
    search: (body, given) => call("POST /v1/search", { ...given, body }),
    searchBatch: async (searches, given) =>
      (await call("POST /v1/search/batch", { ...slow, ...given, body: { searches: [...searches] } })).answers,
    similar: (id, request = {}, given) =>
      call("GET /v1/papers/{id}/similar", { ...given, params: { id }, query: spreadFilter(request) }),
    similarToText: (body, given) => call("POST /v1/similar", { ...given, body }),
    recommend: (body, given) => call("POST /v1/recommendations", { ...given, body }),
    getPaper: (id, given) => call("GET /v1/papers/{id}", { ...given, params: { id } }),
    versions: async (id, given) => (await call("GET /v1/papers/{id}/versions", { ...given, params: { id } })).versions,
    listPapers: (query, given) => call("GET /v1/papers", { ...given, query }),
    replacePaper: (id, body, given) => call("PUT /v1/papers/{id}", { ...given, params: { id }, body }),
    patchPaper: (id, body, given) => call("PATCH /v1/papers/{id}", { ...given, params: { id }, body }),
    removePaper: (id, given) => call("DELETE /v1/papers/{id}", { ...given, params: { id } }),
    removePapers: ({ filter, ids, all, dryRun }, given) =>
      call("DELETE /v1/papers", {
        ...given,
        query: { ...filter, all: all ? "true" : undefined, dryRun: dryRun ? "true" : undefined },
        body: ids && { ids: [...ids] },
      }),
    ...createUploadCalls(send, call),
    collections: createCollectionCalls(send, open),
    async *exportLines({ filter, vectors } = {}, given = {}) {
      const query = { ...filter, vectors: vectors ? ("true" as const) : undefined };
      yield* readWholeBody(await open("GET /v1/export", { ...given, query }), given.signal);
    },
    async *exportSearch({ query: q, filter, ...rest }, given = {}) {
      const query = { q, ...rest, ...filter };
      yield* readWholeBody(await open("GET /v1/search/export", { ...given, query }), given.signal);
    },
    duplicates: (query, given) => call("GET /v1/duplicates", { ...given, query }),
    stats: (given) => call("GET /v1/stats", { ...given }),
    jobs: createJobCalls(call, open),
    map: createMapCalls(call),
    reindex: createReindexCalls(call),
  };
}

/** Flattens the filter, because in a query string its fields are parameters like the others. */
function spreadFilter({ filter, ...rest }: SimilarRequest) {
  return { ...rest, ...filter };
}
