import type { BackendFactory, IQueueBackend } from "bullmq";
import { AppError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";

/** What the queue asks of the database under BullMQ: Redis, PostgreSQL or PGlite. */
export interface Backend {
  /** For a person: the kind and the address, never a password. */
  readonly name: string;
  /** Builds BullMQ's view of a queue; it brings its own connection, so `opts.connection` is not looked at. */
  readonly createBackend: BackendFactory<IQueueBackend, unknown>;
  /** How long a command may take before the backend counts as gone. */
  readonly answerTimeoutMs: number;
  /** The backend tells here when it loses a connection that BullMQ does not watch. */
  onConnectionLost(listener: (error: Error) => void): void;
  /**
   * Makes times that lie far ahead, as they do once the clock was put back, near again: locks last at most `lockMs` from
   * now on, and jobs of dead workers are looked for. Workers renew locks more often than that, so theirs hold.
   */
  forgetFuture(lockMs: number): Promise<void>;
  close(): Promise<void>;
}

/** What all three queues can be told; the defaults suit production, tests make the times short. */
export interface BullmqQueueOptions {
  readonly logger: Logger;
  /** Tries of embedding and of indexing a batch, the first one included. Default 8. */
  readonly attempts?: number;
  /** Wait before the second try; it doubles from try to try, with jitter. Default 500. */
  readonly firstRetryMs?: number;
  /** The longest wait between tries. Default 30,000. */
  readonly maxRetryMs?: number;
  /** A worker that is silent for this long has lost its batch. Default 15,000. */
  readonly lockMs?: number;
  /** How often batches of dead workers are looked for. Default 5,000. */
  readonly stalledCheckMs?: number;
  /** How long `close` waits for handlers under way. Default 10,000. */
  readonly closeGraceMs?: number;
}

/** The two queues. A batch is a flow: its job in `index` waits for its child in `embed`. */
export const embedQueueName = "embed";
export const indexQueueName = "index";

export const defaultLockMs = 15_000;
export const defaultMaxRetryMs = 30_000;

/** How long a factory waits for its backend before it throws `unavailable`. */
export const connectTimeoutMs = 5_000;

/** A URL as it may be shown: no user, no password, no query. Throws `bad_input` for what is not a URL. */
export function describeUrl(url: string): string {
  if (!URL.canParse(url)) throw new AppError("bad_input", "the address of the queue's server is not a URL");
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

/** Rejects when the promise has not settled in time. The promise itself goes on, and its late failure is swallowed. */
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
