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

/** Which papers wait for a vector, and which batch each was given to. Every call is one transaction. */
export interface WorkStore {
  /** Jobs with papers that wait and are in no batch, oldest first, leaving out paused ones. */
  listTurns(): Promise<readonly JobShare[]>;
  /** Papers of a job that wait and are in no batch, oldest first. */
  listWaiting(jobId: string, limit: number): Promise<readonly PaperText[]>;
  /** Notes which batch papers were given to; answers with how many batches were given before, ever. */
  assignBatch(batch: { readonly id: string; readonly ordinals: readonly Ordinal[] }): Promise<number>;
  listBatches(): Promise<readonly string[]>;
  /** The papers of these batches wait again. */
  releaseBatches(ids: readonly string[]): Promise<void>;
  /**
   * Keeps vectors whose paper still has that text, and notes failures; what is out of date is dropped, and so is all
   * where a fingerprint is given that is not that of the model in use. Idempotent.
   */
  saveResults(results: {
    readonly fingerprint?: string;
    readonly vectors: readonly NewVector[];
    readonly failures: readonly FailedText[];
  }): Promise<void>;
  /** The papers of a batch that was given up fail with this reason. */
  failBatch(batch: { readonly id: string; readonly reason: string }): Promise<void>;
}
