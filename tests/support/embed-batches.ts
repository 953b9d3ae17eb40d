import type { EmbedBatch, EmbeddedBatch, EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";

export function makeBatch(id: string, texts: readonly string[] = ["a text"], due = 0): EmbedBatch {
  const papers = texts.map((text, index) => ({ ordinal: index + 1, textHash: `hash ${index}`, text }));
  return { id, fingerprint: "model of tests", due, papers };
}

/** A vector that identifies its paper. */
export function embedByOrdinal(batch: EmbedBatch): EmbedResult[] {
  return batch.papers.map(({ ordinal }) => ({ vector: new Float32Array([ordinal, 0.5]) }));
}

/** Becomes the index owner and records everything it receives. */
export async function collect(queue: EmbedQueue) {
  const embedded: EmbeddedBatch[] = [];
  const failed: { readonly id: string; readonly reason: string }[] = [];
  await queue.consumeEmbedded({
    keepVectors: async (batch) => void embedded.push(batch),
    failBatch: async (batch) => void failed.push(batch),
  });
  return { embedded, failed };
}
