import type { Embedder } from "../../ports/models/embedder.js";

/** Embeds a query. Recent vectors are cached. */
export type EmbedQuery = (text: string) => Promise<Float32Array>;

/** Queries whose vectors are cached: paging, facets and other modes repeat the same query. 1.5 KB each. */
const maxCached = 512;

/** Throws as `Embedder.embedQuery`. */
export function createEmbedQuery(embedder: Pick<Embedder, "embedQuery">): EmbedQuery {
  const cached = new Map<string, Promise<Float32Array>>();
  return (text) => {
    const known = cached.get(text);
    const vector = known ?? embedder.embedQuery(text);
    // Inserted again, because the least recently used one is dropped first.
    cached.delete(text);
    cached.set(text, vector);
    if (!known) vector.catch(() => cached.delete(text));
    const [oldest] = cached.keys();
    if (cached.size > maxCached && oldest !== undefined) cached.delete(oldest);
    return vector;
  };
}
