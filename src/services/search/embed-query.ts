import { createRecentValues } from "../../domain/caching/recent-values.js";
import type { Embedder } from "../../ports/models/embedder.js";

/** Embeds a query. Recent vectors are cached. */
export type EmbedQuery = (text: string) => Promise<Float32Array>;

/** Queries whose vectors are cached: paging, facets and other modes repeat the same query. 1.5 KB each. */
const maxCached = 512;

/** Throws as `Embedder.embedQuery`. */
export function createEmbedQuery(embedder: Pick<Embedder, "embedQuery">): EmbedQuery {
  const cached = createRecentValues<Promise<Float32Array>>(maxCached);
  return (text) => {
    const known = cached.get(text);
    if (known) return known;
    const vector = embedder.embedQuery(text);
    cached.set(text, vector);
    vector.catch(() => cached.delete(text));
    return vector;
  };
}
