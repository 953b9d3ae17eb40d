import type { EmbeddedBatch } from "../domain/embed-batch.js";
import type { Logger } from "../ports/logger.js";
import type { FailedText, NewVector, WorkStore } from "../ports/work-store.js";
import type { EmbeddingPace } from "./embedding-pace.js";

export interface IndexBatchDeps {
  readonly work: WorkStore;
  readonly fingerprint: string;
  readonly syncVectors: () => Promise<void>;
  readonly feedQueue: () => void;
  readonly pace: Pick<EmbeddingPace, "note">;
  readonly logger: Logger;
}

/** What the index owner does with batches that come back. Both calls are idempotent. */
export interface IndexBatch {
  keepVectors(batch: EmbeddedBatch): Promise<void>;
  giveUp(batch: { readonly id: string; readonly reason: string }): Promise<void>;
}

export function createIndexBatch(deps: IndexBatchDeps): IndexBatch {
  const { work, fingerprint, syncVectors, feedQueue, pace, logger } = deps;
  return {
    async keepVectors(batch) {
      if (batch.fingerprint === fingerprint) {
        await work.saveResults({ fingerprint, ...sortResults(batch) });
        pace.note(batch.papers.length);
        await syncVectors();
      } else {
        logger.warn({ batch: batch.id }, "A batch of another model came back and was dropped.");
      }
      // Whatever is still assigned to the batch got no answer (another model, a text changed meanwhile): it waits again.
      await work.releaseBatches([batch.id]);
      feedQueue();
    },
    async giveUp({ id, reason }) {
      logger.error({ batch: id, reason }, "A batch was given up after its last retry.");
      await work.failBatch({ id, reason });
      feedQueue();
    },
  };
}

function sortResults({ papers, results }: EmbeddedBatch): { vectors: NewVector[]; failures: FailedText[] } {
  const vectors: NewVector[] = [];
  const failures: FailedText[] = [];
  for (const [index, { ordinal, textHash }] of papers.entries()) {
    const result = results[index];
    if (result && "vector" in result) vectors.push({ ordinal, textHash, vector: result.vector });
    else if (result) failures.push({ ordinal, textHash, reason: result.failure });
  }
  return { vectors, failures };
}
