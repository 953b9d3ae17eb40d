import type { BackendFactory, IQueueBackend } from "bullmq";
import type { Logger } from "../../ports/logger.js";

/** What the queue needs from the database under BullMQ: Redis, PostgreSQL or PGlite. */
export interface Backend {
  /** For display: the kind and the address, never a password. */
  readonly name: string;
  /** Creates BullMQ's backend of a queue. It has its own connection and ignores `opts.connection`. */
  readonly createBackend: BackendFactory<IQueueBackend, unknown>;
  /** How long a command may take before the backend counts as unreachable. */
  readonly answerTimeoutMs: number;
  /** Called when the backend loses a connection that BullMQ does not watch. */
  onConnectionLost(listener: (error: Error) => void): void;
  /**
   * Corrects times far in the future, which exist after the clock was set back: locks then last at most `lockMs` from
   * now, and jobs of dead workers are searched for. Workers renew their locks more often than that, so they keep them.
   */
  forgetFuture(lockMs: number): Promise<void>;
  /**
   * Removes what is left of batches that no worker will get, because the backend has lost a part of them; `jobIds` are
   * checked as well as all batches in its lists. Returns their number.
   */
  forgetUndeliverable(jobIds: readonly string[]): Promise<number>;
  /** What keeps it from taking batches or from keeping them, although it answers. */
  findTrouble(): Promise<BackendTrouble | undefined>;
  close(): Promise<void>;
}

export interface BackendTrouble {
  /** Whether no batch can be added. */
  readonly stops: boolean;
  readonly detail: string;
}

/** Options of all three queues; the defaults suit production, tests use short times. */
export interface BullmqQueueOptions {
  readonly logger: Logger;
  /** Attempts at embedding and at indexing a batch, including the first. Default 8. */
  readonly attempts?: number;
  /** Wait before the second attempt; it doubles each time, with jitter. Default 500. */
  readonly firstRetryMs?: number;
  /** Max wait between attempts. Default 30,000. */
  readonly maxRetryMs?: number;
  /** A worker that is silent for this long loses its batch. Default 15,000. */
  readonly lockMs?: number;
  /** How often batches of dead workers are searched for. Default 5,000. */
  readonly stalledCheckMs?: number;
  /** How long `close` waits for running handlers. Default 10,000. */
  readonly closeGraceMs?: number;
}

/** The two queues. A batch is a flow: its job in `index` waits for its child in `embed`. */
export const embedQueueName = "embed";
export const indexQueueName = "index";

export const defaultLockMs = 15_000;
export const defaultMaxRetryMs = 30_000;

/** How long a factory waits for its backend before it throws `unavailable`. */
export const connectTimeoutMs = 5_000;

/** Rejects when the promise has not settled in time. The promise continues, and its late failure is ignored. */
export async function answerWithin<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}
