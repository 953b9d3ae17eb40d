import type { JobPriority } from "./job.js";

/** A job with papers that wait to be put into a batch, and what it has had so far. */
export interface JobShare {
  readonly jobId: string;
  readonly priority: JobPriority;
  /** Batches on the queue that hold papers of it. */
  readonly batches: number;
  /** Papers of it that were embedded, or failed. */
  readonly done: number;
}

/** So many batches of higher priority that are published later may overtake one: what is low still moves. */
const batchesOvertaking: Readonly<Record<JobPriority, number>> = { high: 0, normal: 64, low: 128 };
/** A job's second batch on the queue comes after the first ones of others, its third after their second ones. */
const batchesBetween = 2;

/**
 * By how many batches the next one of a job stands back. A job that comes while others are under way has none on the
 * queue, so that its first batch overtakes what they have there; from then on they take turns.
 */
export function measurePriorityLag({ priority, batches }: Pick<JobShare, "priority" | "batches">): number {
  return batchesOvertaking[priority] + batches * batchesBetween;
}

/** Whose turn it is, first to last; of two that stand alike the one that has had less so far. */
export function orderFairly(turns: readonly JobShare[]): JobShare[] {
  return turns.toSorted((a, b) => measurePriorityLag(a) - measurePriorityLag(b) || a.done - b.done);
}
