import type { EmbeddedBatchHandler } from "../../ports/ingest/embed-queue.js";
import type { Logger } from "../../ports/logger.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import type { EmbeddingRate } from "./embedding-rate.js";
import { sortEmbedResults } from "./sort-embed-results.js";

export interface EmbeddedBatchDeps {
  readonly work: WorkStore;
  readonly fingerprint: string;
  /** Of the model; vectors with other dimensions are refused. */
  readonly dimensions: number;
  readonly syncVectors: () => Promise<void>;
  readonly feedQueue: () => void;
  readonly embeddingRate: Pick<EmbeddingRate, "note">;
  readonly logger: Logger;
}

/** A paper fails after this many refused vectors; before that, another worker may return a valid one. */
const tries = 5;

/** Keeps the vectors of embedded batches, and fails the papers of batches that cannot be embedded. */
export function createEmbeddedBatchHandler(deps: EmbeddedBatchDeps): EmbeddedBatchHandler {
  const { work, fingerprint, syncVectors, feedQueue, embeddingRate, logger } = deps;
  const tryCounts = new Map<number, number>();
  return {
    async keepVectors(batch) {
      if (batch.fingerprint !== fingerprint) {
        logger.warn({ batch: batch.id }, "A batch of another model was returned and dropped.");
        await work.releaseBatches([batch.id]);
        return feedQueue();
      }
      const { vectors, failures, refused } = sortEmbedResults(batch, deps.dimensions);
      for (const { ordinal } of vectors) tryCounts.delete(ordinal);
      const exhausted = refused.filter(({ ordinal }) => countTry(tryCounts, ordinal) >= tries);
      for (const { ordinal } of exhausted) tryCounts.delete(ordinal);
      await work.saveResults({ fingerprint, vectors, failures: [...failures, ...exhausted] });
      embeddingRate.note(vectors.length + failures.length);
      await syncVectors();
      const [first] = refused;
      if (first) {
        const fields = { batch: batch.id, papers: refused.length, reason: first.reason };
        logger.warn(
          fields,
          "A worker returned invalid vectors. Their papers are embedded again and fail after five tries.",
        );
      }
      // Papers still assigned to the batch have a new text and wait again. A batch with refused vectors stays assigned
      // until
      // the search for lost batches releases it, which delays the next try.
      if (refused.length === exhausted.length) await work.releaseBatches([batch.id]);
      feedQueue();
    },
    async failBatch({ id, reason }) {
      logger.error({ batch: id, reason }, "A batch failed its last retry.");
      await work.failBatch({ id, reason });
      feedQueue();
    },
  };
}

/** @returns the number of tries, including this one */
function countTry(tryCounts: Map<number, number>, ordinal: number): number {
  const made = (tryCounts.get(ordinal) ?? 0) + 1;
  tryCounts.set(ordinal, made);
  return made;
}
