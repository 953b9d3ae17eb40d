import type { EmbedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";
import { findFlaw } from "../../domain/vectors/vector.js";
import type { Embedder } from "../../ports/models/embedder.js";

/** Embeds the texts of a batch. */
export type EmbedBatchTexts = (batch: EmbedBatch) => Promise<readonly EmbedResult[]>;

/**
 * @param findEmbedder returns the embedder for a fingerprint; undefined for a model that is no longer used, whose
 *   results are dropped by their fingerprint
 */
export function createEmbedBatch(
  findEmbedder: (fingerprint: string) => Promise<Embedder | undefined>,
): EmbedBatchTexts {
  return async ({ fingerprint, papers }) => {
    const embedder = await findEmbedder(fingerprint);
    if (!embedder) return papers.map(() => ({ failure: "the model is no longer in use" }));
    const results = await embedder.embedDocuments(papers.map(({ text }) => text));
    return results.map((result) => refuseFlaw(result, embedder.model.dimensions));
  };
}

/** Checks each vector, because one of a different length would make the whole batch impossible to send. */
function refuseFlaw(result: EmbedResult, dimensions: number): EmbedResult {
  const flaw = "vector" in result ? findFlaw(result.vector, dimensions) : undefined;
  return flaw === undefined ? result : { failure: `the model returned no usable vector: ${flaw}` };
}
