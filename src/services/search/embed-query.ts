import { createRecentValues } from "../../domain/caching/recent-values.js";
import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { Embedder } from "../../ports/models/embedder.js";

/** Embeds a query. Recent vectors are cached. */
export type EmbedQuery = (text: string, options?: CallOptions) => Promise<Float32Array>;

/** Queries whose vectors are cached: paging, facets and other modes repeat the same query. 1.5 KB each. */
const maxCached = 512;

/** Throws as `Embedder.embedQuery`. */
export function createEmbedQuery(embedder: Pick<Embedder, "embedQuery">): EmbedQuery {
  const cached = createRecentValues<SharedQuery>(maxCached);
  const start = (text: string): SharedQuery => {
    const left = new AbortController();
    const query = { vector: embedder.embedQuery(text, { signal: left.signal }), left, waiting: 0 };
    const forget = () => {
      if (cached.get(text) === query) cached.delete(text);
    };
    cached.set(text, query);
    left.signal.addEventListener("abort", forget);
    query.vector.catch(forget);
    return query;
  };
  return async (text, { signal } = {}) => {
    signal?.throwIfAborted();
    return follow(cached.get(text) ?? start(text), signal);
  };
}

/** A query for one or more callers; the last one that leaves ends it. */
interface SharedQuery {
  readonly vector: Promise<Float32Array>;
  readonly left: AbortController;
  waiting: number;
}

async function follow(query: SharedQuery, signal: AbortSignal | undefined): Promise<Float32Array> {
  query.waiting += 1;
  const leave = () => {
    query.waiting -= 1;
    if (query.waiting === 0) query.left.abort(signal?.reason);
  };
  signal?.addEventListener("abort", leave);
  try {
    const vector = await query.vector;
    signal?.throwIfAborted();
    return vector;
  } finally {
    signal?.removeEventListener("abort", leave);
    if (!signal?.aborted) query.waiting -= 1;
  }
}
