import type { PaperText } from "../../domain/ingest/embed-batch.js";
import type { JobShare } from "../../domain/jobs/fair-order.js";
import type { Ordinal } from "../../domain/paper/paper.js";

export interface NewVector {
  readonly ordinal: Ordinal;
  readonly textHash: string;
  readonly vector: Float32Array;
}

export interface FailedText {
  readonly ordinal: Ordinal;
  readonly textHash: string;
  readonly reason: string;
}

/** Which papers wait for a vector, and the batch each is assigned to. Every call is one transaction. */
export interface WorkStore {
  /** Jobs with unassigned waiting papers, oldest first, excluding paused jobs. */
  listJobShares(): Promise<readonly JobShare[]>;
  /** Unassigned waiting papers of a job, oldest first. */
  listWaiting(jobId: string, limit: number): Promise<readonly PaperText[]>;
  /** Assigns papers to a batch; returns the number of all batches assigned before. */
  assignBatch(batch: { readonly id: string; readonly ordinals: readonly Ordinal[] }): Promise<number>;
  listBatches(): Promise<readonly string[]>;
  /** Returns the papers of these batches to the waiting ones. */
  releaseBatches(ids: readonly string[]): Promise<void>;
  /**
   * Keeps vectors whose paper still has that text, and records failures. Outdated results are dropped, and so are all
   * results when a given fingerprint is not that of the model in use. Idempotent.
   */
  saveResults(results: {
    readonly fingerprint?: string;
    readonly vectors: readonly NewVector[];
    readonly failures: readonly FailedText[];
  }): Promise<void>;
  /** Fails the papers of a batch with this reason. */
  failBatch(batch: { readonly id: string; readonly reason: string }): Promise<void>;
}
