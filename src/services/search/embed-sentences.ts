import { createRecentValues } from "../../domain/caching/recent-values.js";
import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { Embedder } from "../../ports/models/embedder.js";

/** The vectors of sentences, by their text; omits those that cannot be embedded. Recent vectors are cached. */
export type EmbedSentences = (
  texts: readonly string[],
  options?: CallOptions,
) => Promise<ReadonlyMap<string, Float32Array>>;

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
  const cached = createRecentValues<Float32Array>(maxCachedSentences);
  return async (texts, options) => {
    const wanted = [...new Set(texts)];
    const found = new Map<string, Float32Array>();
    for (const text of wanted) {
      const vector = cached.get(text);
      if (vector) found.set(text, vector);
    }
    const missing = wanted.filter((text) => !found.has(text));
    for (let start = 0; start < missing.length; start += sentencesAtOnce) {
      const piece = missing.slice(start, start + sentencesAtOnce);
      const results = await embedder.embedPassages(piece, options);
      for (const [at, text] of piece.entries()) {
        const result = results[at];
        if (!result || !("vector" in result)) continue;
        found.set(text, result.vector);
        cached.set(text, result.vector);
      }
    }
    return found;
  };
}
