import type { EmbedBatch, EmbedResult } from "../src/domain/embed-batch.js";
import { AppError } from "../src/errors.js";
import type { EmbedBatchTexts } from "../src/services/embed-batch.js";

/**
 * What an embed worker does with a job. Done: one result a paper, failures of single texts among them. A rejection puts
 * the job back for a later try, here or on another worker, until the queue gives it up.
 */
export function createEmbedWorker(embedBatch: EmbedBatchTexts): (batch: EmbedBatch) => Promise<readonly EmbedResult[]> {
  return async (batch) => {
    const results = await embedBatch(batch);
    if (results.length !== batch.papers.length) {
      throw new AppError("internal", `The embedder gave ${results.length} results for ${batch.papers.length} texts.`);
    }
    return results;
  };
}
