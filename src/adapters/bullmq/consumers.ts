import type { Job, Worker } from "bullmq";
import { describeError } from "../../errors.js";
import type { EmbedQueue, IndexHandlers } from "../../ports/embed-queue.js";
import {
  answerWithin,
  embedQueueName,
  indexQueueName,
  type Backend,
  type BullmqQueueOptions,
} from "./backend.js";
import {
  decodeBatch,
  decodeHead,
  decodeResults,
  encodeResults,
  toStorable,
  type JobPayload,
} from "./batch-codec.js";
import type { OutageWatch } from "./outage-watch.js";

export interface Consumers {
  startEmbedding(...args: Parameters<EmbedQueue["consumeBatches"]>): Promise<void>;
  startIndexing(handlers: IndexHandlers): Promise<void>;
  close(): Promise<void>;
}

export interface ConsumersOptions {
  readonly backend: Backend;
  readonly options: BullmqQueueOptions;
  readonly outage: OutageWatch;
}

type BatchJob = Job<JobPayload, unknown>;
type Closable = Pick<Worker, "pause" | "close">;

/** A batch may take down this many workers before it is given up. */
const takeovers = 5;
/** Batches that are indexed at once: while one is written, the vectors of the next are decoded. */
const indexedAtOnce = 2;
const longestReason = 1_000;
const closeTimeoutMs = 3_000;

export function createConsumers({ backend, options, outage }: ConsumersOptions): Consumers {
  const workers: Closable[] = [];
  const underWay = new Set<Promise<unknown>>();

  /** Remembers a handler's run until it ends, so that `close` can wait for it. */
  function track<T>(run: Promise<T>): Promise<T> {
    underWay.add(run);
    const forget = () => underWay.delete(run);
    run.then(forget, forget);
    return run;
  }

  async function start(
    name: string,
    concurrency: number,
    process: (job: BatchJob) => Promise<string | null>,
  ) {
    const { Worker } = await import("bullmq");
    const worker = new Worker<
      JobPayload,
      unknown,
      string,
      ReturnType<Backend["createBackend"]>,
      number,
      unknown
    >(
      name,
      (job) => track(process(job).catch(throwStorable)),
      { ...toWorkerOptions(options), concurrency, connection: {} },
      backend.createBackend,
    );
    workers.push(worker);
    worker.on("error", outage.report);
    await worker.waitUntilReady();
    return worker;
  }

  return {
    async startEmbedding(handler, concurrency) {
      await start(embedQueueName, concurrency, async (job) => {
        const batch = decodeBatch(job.data);
        const results = await handler(batch);
        if (results.length !== batch.papers.length) {
          throw new Error(`${batch.papers.length} results were expected, ${results.length} came`);
        }
        return encodeResults(results);
      });
    },

    async startIndexing(handlers) {
      const worker = await start(indexQueueName, indexedAtOnce, (job) => indexBatch(job, handlers));
      worker.on("failed", (job, error) => {
        // `finishedOn` is set only when there will be no further try. The store still knows the batch as
        // unfinished, so a failure to report a failure is mended at the next start.
        if (job?.finishedOn === undefined) return;
        const { id } = decodeHead(job.data);
        const log = (failure: unknown) =>
          options.logger.error(
            { batch: id, reason: describeError(failure) },
            "a failed batch could not be reported",
          );
        void track(handlers.onFailed({ id, reason: error.message }).catch(log));
      });
    },

    async close() {
      await Promise.all(workers.map((worker) => worker.pause(true)));
      const graceMs = options.closeGraceMs ?? 10_000;
      await answerWithin(Promise.allSettled(underWay), graceMs).catch(() => undefined);
      // Closed by force, a worker leaves its batch locked; it goes to another once the lock has run out.
      const force = underWay.size > 0 || outage.isDown();
      await Promise.all(
        workers.map((worker) => answerWithin(worker.close(force), closeTimeoutMs).catch(() => undefined)),
      );
      await Promise.allSettled(force ? [] : underWay);
    },
  };
}

/** Hands an embedded batch, or the reason why there is none, to the index owner. */
async function indexBatch(job: BatchJob, handlers: IndexHandlers): Promise<null> {
  const head = decodeHead(job.data);
  const [encoded] = Object.values(await job.getChildrenValues<unknown>());
  if (typeof encoded === "string") {
    await handlers.onEmbedded({ ...head, results: decodeResults(encoded, head.papers.length) });
    return null;
  }
  const [reason] = Object.values(await job.getIgnoredChildrenFailures());
  await handlers.onFailed({ id: head.id, reason: reason ?? "the queue lost the vectors of this batch" });
  return null;
}

/** A reason that the database refuses to store would leave the batch locked. */
function throwStorable(error: unknown): never {
  throw new Error(toStorable(describeError(error).slice(0, longestReason)), { cause: error });
}

function toWorkerOptions(options: BullmqQueueOptions) {
  const lockDuration = options.lockMs ?? 15_000;
  const stalledInterval = options.stalledCheckMs ?? 5_000;
  const firstMs = options.firstRetryMs ?? 500;
  const longestMs = options.longestRetryMs ?? 30_000;
  return {
    lockDuration,
    stalledInterval,
    maxStalledCount: takeovers,
    runRetryDelay: 1_000,
    settings: {
      // Half fixed, half random: retries of many batches must not come back all at once.
      backoffStrategy: (attemptsMade: number) =>
        Math.round(Math.min(longestMs, firstMs * 2 ** (attemptsMade - 1)) * (0.5 + Math.random() / 2)),
    },
  };
}
