import type { Job, Worker } from "bullmq";
import { describeError } from "../../errors.js";
import type { EmbeddedBatchHandler, EmbedQueue } from "../../ports/ingest/embed-queue.js";
import {
  answerWithin,
  defaultLockMs,
  defaultMaxRetryMs,
  embedQueueName,
  indexQueueName,
  type Backend,
  type BullmqQueueOptions,
} from "./backend.js";
import { decodeBatch, decodeHead, decodeResults, encodeResults, toStorable, type JobPayload } from "./batch-codec.js";
import type { OutageWatch } from "./outage-watch.js";

export interface Consumers {
  startEmbedding(...args: Parameters<EmbedQueue["consumeBatches"]>): Promise<void>;
  startIndexing(handler: EmbeddedBatchHandler): Promise<void>;
  close(): Promise<void>;
}

export interface ConsumersOptions {
  readonly backend: Backend;
  readonly options: BullmqQueueOptions;
  readonly outage: OutageWatch;
}

type BatchJob = Job<JobPayload, unknown>;
type Run = (job: BatchJob) => Promise<string | null>;
type Closable = Pick<Worker, "pause" | "close">;

/** A batch fails after this many workers have died with it. */
const takeovers = 5;
/** Batches indexed at once: while one is written, the vectors of the next are decoded. */
const indexedAtOnce = 2;
/** How often a lock is renewed within its duration. */
const renewalsInLock = 3;
const maxReasonLength = 1_000;
const closeTimeoutMs = 3_000;

export function createConsumers(consumersOptions: ConsumersOptions): Consumers {
  const { options, outage } = consumersOptions;
  const workers: Closable[] = [];
  const underWay = new Set<Promise<unknown>>();

  /** Tracks a handler's run until it ends, so that `close` can wait for it. */
  function track<T>(run: Promise<T>): Promise<T> {
    underWay.add(run);
    const forget = () => underWay.delete(run);
    run.then(forget, forget);
    return run;
  }

  async function start(name: string, concurrency: number, run: Run) {
    const worker = await createWorker(consumersOptions, { name, concurrency, run: (job) => track(run(job)) });
    workers.push(worker);
    await worker.waitUntilReady();
    return worker;
  }

  return {
    async startEmbedding(handler, concurrency) {
      await start(embedQueueName, concurrency, (job) => embedBatch(job, handler));
    },

    async startIndexing(handler) {
      const worker = await start(indexQueueName, indexedAtOnce, (job) => indexBatch(job, handler));
      worker.on("failed", (job, error) => {
        // `finishedOn` is set only after the last attempt.
        if (job?.finishedOn !== undefined) void track(reportFailure(job, error, { handler, options }));
      });
    },

    async close() {
      await Promise.all(workers.map((worker) => worker.pause(true)));
      const graceMs = options.closeGraceMs ?? 10_000;
      await answerWithin(Promise.allSettled(underWay), graceMs).catch(() => undefined);
      // Forced to close, a worker leaves its batch locked; another one gets it when the lock expires.
      const force = underWay.size > 0 || outage.isDown();
      await Promise.all(
        workers.map((worker) => answerWithin(worker.close(force), closeTimeoutMs).catch(() => undefined)),
      );
      await Promise.allSettled(force ? [] : underWay);
    },
  };
}

interface WorkerTask {
  readonly name: string;
  readonly concurrency: number;
  readonly run: Run;
}

type WorkerBackend = ReturnType<Backend["createBackend"]>;

async function createWorker({ backend, options, outage }: ConsumersOptions, task: WorkerTask) {
  const { Worker } = await import("bullmq");
  const workerOptions = toWorkerOptions(options);
  const { lockDuration } = workerOptions;
  /** Renews the lock with a timer: BullMQ uses the clock, and would stop for as long as the clock is set back. */
  const runLocked = (job: BatchJob, token = "") => {
    const renew = async () => {
      if (!worker.closing) await job.extendLock(token, lockDuration).catch(outage.report);
    };
    const renewal = setInterval(() => void renew(), lockDuration / renewalsInLock).unref();
    return task.run(job).finally(() => clearInterval(renewal));
  };
  const worker = new Worker<JobPayload, unknown, string, WorkerBackend, number, unknown>(
    task.name,
    (job, token) => runLocked(job, token).catch(throwStorable),
    { ...workerOptions, concurrency: task.concurrency, connection: {} },
    backend.createBackend,
  );
  worker.on("error", outage.report);
  return worker;
}

async function embedBatch(job: BatchJob, handler: Parameters<EmbedQueue["consumeBatches"]>[0]): Promise<string> {
  const batch = decodeBatch(job.data);
  const results = await handler(batch);
  if (results.length !== batch.papers.length) {
    throw new Error(`${batch.papers.length} results were expected, ${results.length} came`);
  }
  return encodeResults(results);
}

/** Passes an embedded batch, or the reason why there is none, to the index owner. */
async function indexBatch(job: BatchJob, handler: EmbeddedBatchHandler): Promise<null> {
  const head = decodeHead(job.data);
  const [encoded] = Object.values(await job.getChildrenValues<unknown>());
  if (typeof encoded === "string") {
    await handler.keepVectors({ ...head, results: decodeResults(encoded, head.papers.length) });
    return null;
  }
  const [reason] = Object.values(await job.getIgnoredChildrenFailures());
  // Without a reason the queue has lost the vectors: the batch ends here, and the store publishes it again.
  if (reason !== undefined) await handler.failBatch({ id: head.id, reason });
  return null;
}

interface Reporting {
  readonly handler: EmbeddedBatchHandler;
  readonly options: BullmqQueueOptions;
}

/** Never rejects: the batch is still unfinished in the store, so the next start corrects what fails here. */
async function reportFailure(job: BatchJob, error: Error, { handler, options }: Reporting): Promise<void> {
  const { id } = decodeHead(job.data);
  try {
    await handler.failBatch({ id, reason: error.message });
  } catch (failure) {
    const fields = { batch: id, reason: describeError(failure) };
    options.logger.error(fields, "a failed batch could not be reported");
  }
}

/** A reason that the database refuses to store would leave the batch locked. */
function throwStorable(error: unknown): never {
  throw new Error(toStorable(describeError(error).slice(0, maxReasonLength)), { cause: error });
}

function toWorkerOptions(options: BullmqQueueOptions) {
  const lockDuration = options.lockMs ?? defaultLockMs;
  const stalledInterval = options.stalledCheckMs ?? 5_000;
  const firstMs = options.firstRetryMs ?? 500;
  const maxMs = options.maxRetryMs ?? defaultMaxRetryMs;
  return {
    lockDuration,
    skipLockRenewal: true,
    stalledInterval,
    maxStalledCount: takeovers,
    runRetryDelay: 1_000,
    settings: {
      // Half fixed, half random, to spread the retries of many batches.
      backoffStrategy: (attemptsMade: number) =>
        Math.round(Math.min(maxMs, firstMs * 2 ** (attemptsMade - 1)) * (0.5 + Math.random() / 2)),
    },
  };
}
