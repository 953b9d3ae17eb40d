import type { SliceReport } from "../../domain/jobs/slice-report.js";
import type { RejectedPaper } from "../paper/paper-store.js";

/** The jobs, as a store of papers needs them that does not keep them itself. */
export interface JobLedger {
  /** When a job was created, in milliseconds since 1970. Throws `not_found`. */
  readCreatedAt(jobId: string): Promise<number>;
  /**
   * Adds what became of a slice, once its papers are stored. A call that ends with an error adds what was stored before
   * the error, without the rejected records.
   */
  addSlice(report: SliceReport, rejected: readonly RejectedPaper[]): Promise<void>;
  /** All vectors were dropped, and every paper waits again: jobs that had ended count their papers anew. */
  restartCounts(): Promise<void>;
}
