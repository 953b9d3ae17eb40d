import type { Embedder } from "../../ports/models/embedder.js";

/** The vectors of sentences, by their text; omits those that cannot be embedded. Recent vectors are cached. */
export type EmbedSentences = (texts: readonly string[]) => Promise<ReadonlyMap<string, Float32Array>>;

/**
 * Sentences per call: the embedder rejects work when its queue is long, and a new query waits for the call before it.
 */
const sentencesAtOnce = 16;
/**
 * Cached sentences of 1.5 KB each: another aspect of the same paper, the next paper, or a question about the same papers
 * needs most of them again.
 */
const maxCachedSentences = 4_096;

export function createEmbedSentences(embedder: Pick<Embedder, "embedPassages">): EmbedSentences {
  // Ordered by last use, oldest first.
  const cache = new Map<string, Float32Array>();
  return async (texts) => {
    const wanted = [...new Set(texts)];
    const found = new Map(wanted.flatMap((text) => lookUpCached(cache, text)));
    const missing = wanted.filter((text) => !found.has(text));
    for (let start = 0; start < missing.length; start += sentencesAtOnce) {
      const piece = missing.slice(start, start + sentencesAtOnce);
      const results = await embedder.embedPassages(piece);
      for (const [at, text] of piece.entries()) {
        const result = results[at];
        if (result && "vector" in result) found.set(text, result.vector);
      }
    }
    for (const [text, vector] of found) addToCache(cache, text, vector);
    return found;
  };
}

function lookUpCached(cache: ReadonlyMap<string, Float32Array>, text: string): [string, Float32Array][] {
  const vector = cache.get(text);
  return vector ? [[text, vector]] : [];
}

function addToCache(cache: Map<string, Float32Array>, text: string, vector: Float32Array): void {
  cache.delete(text);
  cache.set(text, vector);
  const [oldest] = cache.keys();
  if (cache.size > maxCachedSentences && oldest !== undefined) cache.delete(oldest);
}
