import type { EmbedBatch, EmbedResult } from "../src/domain/ingest/embed-batch.js";
import { AppError } from "../src/errors.js";
import type { EmbedBatchTexts } from "../src/services/ingest/embed-batch.js";

/** A batch takes seconds, and minutes with the largest model on a slow, busy machine. */
const batchLimitMs = 15 * 60_000;

/**
 * What an embed worker does with a job. Done: one result a paper, failures of single texts among them. A rejection puts
 * the job back for a later try, here or on another worker, until the queue fails it. So does an embedder that hangs:
 * the queue alone would wait for it for ever, as it renews the job's lock for as long as this process lives.
 */
export function createEmbedWorker(
  embedBatch: EmbedBatchTexts,
  { limitMs = batchLimitMs } = {},
): (batch: EmbedBatch) => Promise<readonly EmbedResult[]> {
  return async (batch) => {
    const results = await endInTime(embedBatch(batch), limitMs);
    if (results.length !== batch.papers.length) {
      throw new AppError("internal", `The embedder gave ${results.length} results for ${batch.papers.length} texts.`);
    }
    return results;
  };
}

/** Rejects when the batch has not come to its end in time; what it gives later is not looked at. */
async function endInTime<T>(embedding: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const message = `The embedder has not come to an end with a batch within ${limitMs / 1000} seconds.`;
    timer = setTimeout(() => reject(new AppError("unavailable", message)), limitMs);
  });
  try {
    return await Promise.race([embedding, late]);
  } finally {
    clearTimeout(timer);
    embedding.catch(() => undefined);
  }
}
