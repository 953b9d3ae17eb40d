import type { EmbeddedBatch } from "../src/domain/ingest/embed-batch.js";
import type { IndexBatch } from "../src/services/ingest/index-batch.js";

/** What the index owner does with a job: an embedded batch is kept, one that was given up is noted with its reason. */
export interface IndexWorker {
  onEmbedded(batch: EmbeddedBatch): Promise<void>;
  onFailed(batch: { readonly id: string; readonly reason: string }): Promise<void>;
}

/** Both handlers are idempotent, so a job that is delivered twice changes nothing the second time. */
export function createIndexWorker(indexBatch: IndexBatch): IndexWorker {
  return {
    onEmbedded: (batch) => indexBatch.keepVectors(batch),
    onFailed: (batch) => indexBatch.giveUp(batch),
  };
}
