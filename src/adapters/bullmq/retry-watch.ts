import type { IQueueBackend } from "bullmq";

/** The part of a BullMQ queue that is needed here. */
interface WatchedQueue {
  readonly name: string;
  getBackend(): Pick<IQueueBackend, "getRanges">;
  getJob(id: string): Promise<{ promote(): Promise<void> } | undefined>;
}

export interface RetryWatchOptions {
  readonly queues: readonly WatchedQueue[];
  /** Max wait between attempts. */
  readonly maxRetryMs: number;
}

/**
 * BullMQ schedules retries by the clock, so after the clock was set back a retry would wait for that much longer. Each
 * call finds retries that are overdue by a steady clock, and makes them at once.
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
