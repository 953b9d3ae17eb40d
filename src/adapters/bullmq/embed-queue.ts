import type { JobType } from "bullmq";
import type { EmbedBatch } from "../../domain/ingest/embed-batch.js";
import { AppError, describeError } from "../../errors.js";
import type { EmbedQueue, EmbedQueueStatus } from "../../ports/ingest/embed-queue.js";
import type { Logger } from "../../ports/logger.js";
import {
  answerWithin,
  defaultLockMs,
  defaultMaxRetryMs,
  embedQueueName,
  indexQueueName,
  type Backend,
  type BullmqQueueOptions,
} from "./backend.js";
import { encodeBatch, encodeHead, toBatchId, toJobId } from "./batch-codec.js";
import { createConsumers } from "./consumers.js";
import { createOutageWatch, type OutageWatch } from "./outage-watch.js";
import { createRetryWatch } from "./retry-watch.js";

/**
 * The states of an unfinished batch, in the order in which a batch passes through them: a batch that moves on during
 * the reading is found again, and the last states catch a retry that becomes due during it. Batches have a priority and
 * wait as `prioritized`; only one recovered from a dead worker is in `wait`.
 */
const waitingStates: JobType[] = ["prioritized", "wait", "active"];
const outstandingStates: JobType[] = ["waiting-children", ...waitingStates, "delayed", ...waitingStates];
const countedStates: JobType[] = ["waiting-children", ...waitingStates, "delayed"];
/** BullMQ's limit. Batches beyond it are processed in the order of publication: no job starves. */
const lastPriority = 2_097_151;

/** BullMQ writes an event for every step of a job; paperkin reads none of them. */
const keptEvents = 16;
const statusTimeoutMs = 1_500;

/** Builds the queue on a backend that has just answered. Throws `unavailable` if it no longer does. */
export async function openEmbedQueue(backend: Backend, options: BullmqQueueOptions): Promise<EmbedQueue> {
  const producer = await openProducer(backend);
  const outage = watchOutages(producer, backend, options.logger);
  const consumers = createConsumers({ backend, options, outage });
  const ask = createAsk(backend, outage);
  const publisher = createPublisher({ ...producer, backend }, ask, options.attempts ?? 8);
  const { queue, embedQueue } = producer;
  const { lockMs = defaultLockMs, maxRetryMs = defaultMaxRetryMs } = options;
  const makeOverdueRetries = createRetryWatch({ queues: [queue, embedQueue], maxRetryMs });
  let closing: Promise<void> | undefined;
  const requireOpen = async () => {
    if (closing) throw new AppError("unavailable", "the queue is closed");
  };
  const close = async () => {
    await consumers.close();
    outage.stop();
    await answerWithin(producer.close(), statusTimeoutMs).catch(() => undefined);
    await backend.close();
  };
  return {
    publish: (batches) => requireOpen().then(() => publisher.publish(batches)),
    listOutstanding: () =>
      requireOpen()
        .then(() => ask(() => backend.forgetFuture(lockMs)))
        .then(() => ask(makeOverdueRetries))
        .then(() => ask(() => backend.forgetUndeliverable([])))
        .then(publisher.listOutstanding),
    consumeBatches: (handler, concurrency) =>
      requireOpen().then(() => ask(() => consumers.startEmbedding(handler, concurrency))),
    consumeEmbedded: (handlers) => requireOpen().then(() => ask(() => consumers.startIndexing(handlers))),
    readStatus: () => readStatus(producer, backend, closing !== undefined),
    close: () => (closing ??= close()),
  };
}

type Producer = Awaited<ReturnType<typeof openProducer>>;

async function openProducer(backend: Backend) {
  const { Queue, FlowProducer } = await import("bullmq");
  const queueOptions = { connection: undefined, streams: { events: { maxLen: keptEvents } } };
  const queue = new Queue(indexQueueName, queueOptions, backend.createBackend);
  // The constructor stores the limit of events of this queue.
  const embedQueue = new Queue(embedQueueName, queueOptions, backend.createBackend);
  const flows = new FlowProducer({ connection: undefined }, backend.createBackend);
  const opened = [queue, embedQueue, flows];
  const close = async () => void (await Promise.allSettled(opened.map((part) => part.close())));
  embedQueue.on("error", () => undefined);
  try {
    const ready = Promise.all(opened.map((part) => part.waitUntilReady()));
    await answerWithin(ready, backend.answerTimeoutMs);
  } catch (cause) {
    await close();
    await backend.close();
    throw new AppError("unavailable", `${backend.name} does not answer: ${describeError(cause)}`, { cause });
  }
  return { queue, embedQueue, flows, close };
}

function watchOutages(producer: Producer, backend: Backend, logger: Logger): OutageWatch {
  const probe = () => answerWithin(producer.queue.getJobCounts(...countedStates), backend.answerTimeoutMs);
  const outage = createOutageWatch({ name: backend.name, logger, probe });
  producer.queue.on("error", outage.report);
  producer.flows.on("error", outage.report);
  backend.onConnectionLost(outage.reportLost);
  return outage;
}

/** Runs a command; any failure means that the backend did not do it. */
type Ask = <T>(work: () => Promise<T>) => Promise<T>;

function createAsk(backend: Backend, outage: OutageWatch): Ask {
  return async (work) => {
    try {
      return await answerWithin(work(), backend.answerTimeoutMs);
    } catch (cause) {
      outage.report(cause);
      throw new AppError("unavailable", `${backend.name} does not answer: ${describeError(cause)}`, {
        cause,
      });
    }
  };
}

function createPublisher(
  { queue, flows, backend }: Producer & { readonly backend: Backend },
  ask: Ask,
  attempts: number,
) {
  let publishing: Promise<void> = Promise.resolve();

  async function listOutstanding(): Promise<Set<string>> {
    const ranges = await ask(() => queue.getBackend().getRanges(outstandingStates, 0, -1));
    return new Set(ranges.flat().map(toBatchId));
  }

  async function publishNew(batches: readonly EmbedBatch[]): Promise<void> {
    const known = await listOutstanding();
    // Adding a flow again after its child has ended would run the child a second time under the waiting parent.
    const fresh = batches.filter(({ id }) => !known.has(id) && known.add(id));
    await ask(() => backend.forgetUndeliverable(fresh.map(({ id }) => toJobId(id))));
    // One by one, because on PostgreSQL BullMQ's `addBulk` ignores the error of a flow that was not added.
    for (const batch of fresh) await ask(() => flows.add(toFlow(batch, attempts)));
  }

  return {
    listOutstanding,
    /** One call after another, because each reads the queue before it adds to it. */
    publish(batches: readonly EmbedBatch[]): Promise<void> {
      const turn = publishing.then(() => publishNew(batches));
      publishing = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** A finished batch is removed, so that it can be published again and the backend does not grow. */
function toFlow(batch: EmbedBatch, attempts: number) {
  const opts = {
    jobId: toJobId(batch.id),
    attempts,
    // For BullMQ, 0 means no priority, which comes before all others.
    priority: Math.min(batch.due + 1, lastPriority),
    backoff: { type: "capped" },
    removeOnComplete: true,
    removeOnFail: true,
    stackTraceLimit: 0,
  };
  return {
    name: "index",
    queueName: indexQueueName,
    data: encodeHead(batch),
    opts,
    children: [
      {
        name: "embed",
        queueName: embedQueueName,
        data: encodeBatch(batch),
        // The parent runs even if its child failed, and reports the failure to the index owner.
        opts: { ...opts, ignoreDependencyOnFailure: true },
      },
    ],
  };
}

async function readStatus(producer: Producer, backend: Backend, closed: boolean): Promise<EmbedQueueStatus> {
  if (closed) return { ready: false, outstanding: 0, detail: `${backend.name}: closed` };
  try {
    const asked = Promise.all([producer.queue.getJobCounts(...countedStates), backend.findTrouble()]);
    const [counts, trouble] = await answerWithin(asked, statusTimeoutMs);
    const outstanding = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const detail = trouble ? `${backend.name}: ${trouble.detail}` : backend.name;
    return { ready: trouble?.stops !== true, outstanding, detail };
  } catch (error) {
    return {
      ready: false,
      outstanding: 0,
      detail: `${backend.name} does not answer: ${describeError(error)}`,
    };
  }
}
