import type { EmbedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";
import { findFlaw } from "../../domain/vectors/vector.js";
import type { Embedder } from "../../ports/models/embedder.js";

/** Embeds the texts of a batch. */
export type EmbedBatchTexts = (batch: EmbedBatch) => Promise<readonly EmbedResult[]>;

/**
 * @param findEmbedder gives the embedder of a fingerprint; undefined where nobody wants vectors of that model any more:
 *   what comes back of such a batch is dropped by its fingerprint
 */
export function createEmbedBatch(
  findEmbedder: (fingerprint: string) => Promise<Embedder | undefined>,
): EmbedBatchTexts {
  return async ({ fingerprint, papers }) => {
    const embedder = await findEmbedder(fingerprint);
    if (!embedder) return papers.map(() => ({ failure: "the model is not in use any more" }));
    const results = await embedder.embedDocuments(papers.map(({ text }) => text));
    return results.map((result) => refuseFlaw(result, embedder.model.dimensions));
  };
}

/** A vector of another length than the others would keep them all from being sent. */
function refuseFlaw(result: EmbedResult, dimensions: number): EmbedResult {
  const flaw = "vector" in result ? findFlaw(result.vector, dimensions) : undefined;
  return flaw === undefined ? result : { failure: `the model gave no usable vector: ${flaw}` };
}
