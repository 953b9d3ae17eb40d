import type { EmbeddedBatch } from "../../domain/ingest/embed-batch.js";
import type { Logger } from "../../ports/logger.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import type { EmbeddingPace } from "./embedding-pace.js";
import { sortResults } from "../search/sort-results.js";

export interface IndexBatchDeps {
  readonly work: WorkStore;
  readonly fingerprint: string;
  /** Of the model: what a vector must have to be kept. */
  readonly dimensions: number;
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

/** How often a paper's vector may be one that cannot be kept, before the paper fails: another worker may do better. */
const tries = 5;

export function createIndexBatch(deps: IndexBatchDeps): IndexBatch {
  const { work, fingerprint, syncVectors, feedQueue, pace, logger } = deps;
  const triesMade = new Map<number, number>();
  return {
    async keepVectors(batch) {
      if (batch.fingerprint !== fingerprint) {
        logger.warn({ batch: batch.id }, "A batch of another model came back and was dropped.");
        await work.releaseBatches([batch.id]);
        return feedQueue();
      }
      const { vectors, failures, refused } = sortResults(batch, deps.dimensions);
      for (const { ordinal } of vectors) triesMade.delete(ordinal);
      const hopeless = refused.filter(({ ordinal }) => countTry(triesMade, ordinal) >= tries);
      for (const { ordinal } of hopeless) triesMade.delete(ordinal);
      await work.saveResults({ fingerprint, vectors, failures: [...failures, ...hopeless] });
      pace.note(vectors.length + failures.length);
      await syncVectors();
      const [first] = refused;
      if (first) {
        const fields = { batch: batch.id, papers: refused.length, reason: first.reason };
        logger.warn(fields, "A worker's vectors cannot be kept; their papers are embedded again, or fail in the end.");
      }
      // What is still assigned to the batch had its text changed meanwhile: it waits again. Where vectors were refused
      // the batch is left as it is until lost ones are looked for: that is the pause before the next try.
      if (refused.length === hopeless.length) await work.releaseBatches([batch.id]);
      feedQueue();
    },
    async giveUp({ id, reason }) {
      logger.error({ batch: id, reason }, "A batch was given up after its last retry.");
      await work.failBatch({ id, reason });
      feedQueue();
    },
  };
}

/** @returns how often it was tried, this time included */
function countTry(triesMade: Map<number, number>, ordinal: number): number {
  const made = (triesMade.get(ordinal) ?? 0) + 1;
  triesMade.set(ordinal, made);
  return made;
}
