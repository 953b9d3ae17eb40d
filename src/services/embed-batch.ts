import type { EmbedBatch, EmbedResult } from "../domain/embed-batch.js";
import { formatFingerprint } from "../domain/model.js";
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
    return embedder.embedDocuments(batch.papers.map(({ text }) => text));
  };
}
