import type { EmbedBatch, EmbeddedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";

export interface EmbedQueueStatus {
  /** Whether the queue's backend answers. */
  readonly ready: boolean;
  /** Batches on the queue and not ended: waiting, delayed for a retry, active, or waiting for the index owner. */
  readonly outstanding: number;
  /** One line for a person: the backend, and what is wrong when it is not ready. */
  readonly detail: string;
}

/** What the index owner does with the batches that workers return. Both methods are idempotent. */
export interface EmbeddedBatchHandler {
  /** Called at least once for each embedded batch. A rejection retries the batch. */
  keepVectors(batch: EmbeddedBatch): Promise<void>;
  /** Called when a batch has failed its last retry. */
  failBatch(batch: { readonly id: string; readonly reason: string }): Promise<void>;
}

/**
 * Delivers batches to embed workers, and their vectors to the index owner, at least once each. The waiting batch with
 * the lowest `due` comes first; among equals, the one published first. Everything on the queue can be published again
 * from the store.
 */
export interface EmbedQueue {
  /** A batch whose id is already on the queue is not added again. Throws `unavailable` when the backend is gone. */
  publish(batches: readonly EmbedBatch[]): Promise<void>;
  /** Ids of batches that were published and have not ended. Throws `unavailable`. */
  listOutstanding(): Promise<ReadonlySet<string>>;
  /**
   * Starts to consume batches for embedding, `concurrency` at a time. The handler returns one result per paper, in
   * order; a rejection is retried with exponential back-off until the last retry fails. When a worker dies, another one
   * gets its batch.
   */
  consumeBatches(handler: (batch: EmbedBatch) => Promise<readonly EmbedResult[]>, concurrency: number): Promise<void>;
  /** Starts to consume embedded batches; only the index owner calls this. */
  consumeEmbedded(handler: EmbeddedBatchHandler): Promise<void>;
  /** Never throws; answers within 2 seconds. */
  readStatus(): Promise<EmbedQueueStatus>;
  /** Waits for running handlers, then disconnects. Unfinished batches stay on the queue. */
  close(): Promise<void>;
}
