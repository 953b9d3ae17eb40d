import type { Embedder } from "../../ports/models/embedder.js";

/** The vector of a question. */
export type EmbedQuery = (text: string) => Promise<Float32Array>;

/** Questions whose vectors are kept: paging, facets and other modes ask the same one again. 1.5 KB each. */
const mostRemembered = 512;

/** Throws as `Embedder.embedQuery`. */
export function createEmbedQuery(embedder: Pick<Embedder, "embedQuery">): EmbedQuery {
  const remembered = new Map<string, Promise<Float32Array>>();
  return (text) => {
    const known = remembered.get(text);
    const vector = known ?? embedder.embedQuery(text);
    // Set anew, it is the youngest: what was not asked for longest is forgotten first.
    remembered.delete(text);
    remembered.set(text, vector);
    if (!known) vector.catch(() => remembered.delete(text));
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return vector;
  };
}
