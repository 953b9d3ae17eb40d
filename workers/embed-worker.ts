import type { EmbedBatch, EmbedResult } from "../src/domain/ingest/embed-batch.js";
import { AppError } from "../src/errors.js";
import type { EmbedBatchTexts } from "../src/services/ingest/embed-batch.js";

/** A batch takes seconds, or minutes with the largest model on a slow, busy machine. */
const batchLimitMs = 15 * 60_000;

/**
 * Handles the jobs of an embed worker. Resolves with one result per paper, including failures of single texts. After a
 * rejection, the queue retries the job here or on another worker until it fails for good. A hanging embedder is
 * rejected too, because the queue would wait for it forever: it renews the job's lock as long as this process lives.
 */
export function createEmbedWorker(
  embedBatch: EmbedBatchTexts,
  { limitMs = batchLimitMs } = {},
): (batch: EmbedBatch) => Promise<readonly EmbedResult[]> {
  return async (batch) => {
    const results = await endInTime(embedBatch(batch), limitMs);
    if (results.length !== batch.papers.length) {
      throw new AppError(
        "internal",
        `The embedder returned ${results.length} results for ${batch.papers.length} texts.`,
      );
    }
    return results;
  };
}

/** Rejects if the batch takes too long; its later result is ignored. */
async function endInTime<T>(embedding: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const message = `The embedder did not finish a batch within ${limitMs / 1000} seconds.`;
    timer = setTimeout(() => reject(new AppError("unavailable", message)), limitMs);
  });
  try {
    return await Promise.race([embedding, late]);
  } finally {
    clearTimeout(timer);
    embedding.catch(() => undefined);
  }
}
