import type { EmbedBatch, EmbedResult } from "../domain/embed-batch.js";
import { formatFingerprint } from "../domain/model.js";
import { findFlaw } from "../domain/vector.js";
import { AppError } from "../errors.js";
import type { Embedder } from "../ports/embedder.js";

/** Embeds the texts of a batch; throws `conflict` when the batch is meant for another model. */
export type EmbedBatchTexts = (batch: EmbedBatch) => Promise<readonly EmbedResult[]>;

export function createEmbedBatch(embedder: Embedder): EmbedBatchTexts {
  const fingerprint = formatFingerprint(embedder.model);
  return async (batch) => {
    if (batch.fingerprint !== fingerprint) {
      throw new AppError(
        "conflict",
        `The batch is for the model ${batch.fingerprint}, this worker runs ${fingerprint}: start it with the same MODEL.`,
      );
    }
    const results = await embedder.embedDocuments(batch.papers.map(({ text }) => text));
    return results.map((result) => refuseFlaw(result, embedder.model.dimensions));
  };
}

/** A vector of another length than the others would keep them all from being sent. */
function refuseFlaw(result: EmbedResult, dimensions: number): EmbedResult {
  const flaw = "vector" in result ? findFlaw(result.vector, dimensions) : undefined;
  return flaw === undefined ? result : { failure: `the model gave no usable vector: ${flaw}` };
}
