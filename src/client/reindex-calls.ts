import type { CallApi, ReindexCalls } from "./client.js";

/** A model takes time to load, and a comparison takes two searches per query. */
const slow = { timeoutMs: 300_000 };
/** Not retried: a second call would be rejected, or do more than requested. */
const once = { ...slow, tries: 1 };

export function createReindexCalls(call: CallApi): ReindexCalls {
  return {
    status: (given) => call("GET /v1/reindex", { ...given }),
    start: (model, given) => call("POST /v1/reindex", { ...slow, ...given, body: { model } }),
    compare: (body = {}, given) => call("POST /v1/reindex/compare", { ...slow, ...given, body }),
    switch: (given) => call("POST /v1/reindex/switch", { ...once, ...given }),
    rollback: (given) => call("POST /v1/reindex/rollback", { ...once, ...given }),
    drop: (given) => call("DELETE /v1/reindex", { ...once, ...given }),
  };
}
