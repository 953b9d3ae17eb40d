import type { Embedder } from "../../ports/models/embedder.js";

/** The vector of a query. Recent vectors are cached. */
export type EmbedQuery = (text: string) => Promise<Float32Array>;

/** Queries whose vectors are cached: paging, facets and other modes repeat the same query. 1.5 KB each. */
const mostRemembered = 512;

/** Throws as `Embedder.embedQuery`. */
export function createEmbedQuery(embedder: Pick<Embedder, "embedQuery">): EmbedQuery {
  const remembered = new Map<string, Promise<Float32Array>>();
  return (text) => {
    const known = remembered.get(text);
    const vector = known ?? embedder.embedQuery(text);
    // Inserted again, it is the newest: the least recently used one is dropped first.
    remembered.delete(text);
    remembered.set(text, vector);
    if (!known) vector.catch(() => remembered.delete(text));
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return vector;
  };
}
