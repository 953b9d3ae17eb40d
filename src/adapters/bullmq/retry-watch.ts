import type { IQueueBackend } from "bullmq";

/** What is asked of a queue of BullMQ. */
interface WatchedQueue {
  readonly name: string;
  getBackend(): Pick<IQueueBackend, "getRanges">;
  getJob(id: string): Promise<{ promote(): Promise<void> } | undefined>;
}

export interface RetryWatchOptions {
  readonly queues: readonly WatchedQueue[];
  /** The longest wait between tries. */
  readonly maxRetryMs: number;
}

/**
 * BullMQ notes by the clock when a retry is due, so one that was put off before the clock was put back would wait for as
 * long as it was put back. Each call looks for retries that, by a steady clock, should long have been made, and has them
 * made at once.
 */
export function createRetryWatch({ queues, maxRetryMs }: RetryWatchOptions): () => Promise<void> {
  let seen = new Map<string, number>();
  return async () => {
    const now = performance.now();
    const stillDelayed = new Map<string, number>();
    for (const queue of queues) {
      const ids = await queue.getBackend().getRanges(["delayed"], 0, -1);
      for (const id of ids.flat()) {
        const key = `${queue.name} ${id}`;
        const since = seen.get(key) ?? now;
        if (now - since > 2 * maxRetryMs) await (await queue.getJob(id))?.promote();
        else stillDelayed.set(key, since);
      }
    }
    seen = stillDelayed;
  };
}
