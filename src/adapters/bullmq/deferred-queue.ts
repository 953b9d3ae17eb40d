import { AppError, describeError } from "../../errors.js";
import type { EmbedQueue, EmbedQueueStatus } from "../../ports/ingest/embed-queue.js";

export interface DeferredQueueOptions {
  /** For display while the queue is closed. */
  readonly name: string;
  readonly open: () => Promise<EmbedQueue>;
  /** The queue is closed after this long without a batch on it. Default five minutes. */
  readonly idleMs?: number;
}

type Consume = (queue: EmbedQueue) => Promise<void>;

/**
 * A queue that is open only while there is something on it: a server that answers questions needs neither the memory of
 * PGlite nor the second that it takes to open. Consumers start with the queue, each time that it opens.
 */
export function createDeferredQueue({ name, open, idleMs = 5 * 60_000 }: DeferredQueueOptions): EmbedQueue {
  const holder = createHolder(open);
  let closing: Promise<void> | undefined;
  let uses = 0;
  let timer: NodeJS.Timeout | undefined;
  const requireOpen = () => {
    if (closing) throw new AppError("unavailable", "the queue is closed");
  };
  const use = async <Result>(task: (queue: EmbedQueue) => Promise<Result>): Promise<Result> => {
    requireOpen();
    clearTimeout(timer);
    uses += 1;
    try {
      return await task(await holder.open());
    } finally {
      uses -= 1;
      closeLater();
    }
  };
  const closeLater = () => {
    clearTimeout(timer);
    if (!closing) timer = setTimeout(() => void closeIfIdle().catch(() => undefined), idleMs).unref();
  };
  const closeIfIdle = async () => {
    const status = await holder.opened?.readStatus();
    if (!status || uses > 0 || closing) return;
    if (!status.ready || status.outstanding > 0) closeLater();
    else await holder.close();
  };
  const consume = async (start: Consume) => {
    requireOpen();
    await holder.consume(start);
  };
  return {
    publish: (batches) => use((queue) => queue.publish(batches)),
    listOutstanding: () => use((queue) => queue.listOutstanding()),
    consumeBatches: (handler, concurrency) => consume((queue) => queue.consumeBatches(handler, concurrency)),
    consumeEmbedded: (handler) => consume((queue) => queue.consumeEmbedded(handler)),
    async readStatus(): Promise<EmbedQueueStatus> {
      if (closing) return { ready: false, outstanding: 0, detail: `${name}: closed` };
      const { opened, failure } = holder;
      return opened ? opened.readStatus() : { ready: !failure, outstanding: 0, detail: failure ?? name };
    },
    close() {
      clearTimeout(timer);
      return (closing ??= holder.close());
    },
  };
}

interface QueueHolder {
  /** The queue while it is open. */
  readonly opened: EmbedQueue | undefined;
  /** Why it could not be opened the last time. */
  readonly failure: string | undefined;
  open(): Promise<EmbedQueue>;
  /** Starts a consumer now, if the queue is open, and each time that it opens. */
  consume(start: Consume): Promise<void>;
  close(): Promise<void>;
}

function createHolder(open: () => Promise<EmbedQueue>): QueueHolder {
  const consumers: Consume[] = [];
  let started = new Set<Consume>();
  let opening: Promise<EmbedQueue> | undefined;
  let opened: EmbedQueue | undefined;
  let failure: string | undefined;
  let closing: Promise<void> | undefined;
  const startConsumers = async (queue: EmbedQueue) => {
    for (const start of consumers) {
      if (started.has(start)) continue;
      started.add(start);
      await start(queue);
    }
  };
  const openNow = async () => {
    try {
      await closing?.catch(() => undefined);
      const queue = await open();
      started = new Set();
      await startConsumers(queue).catch((error: unknown) => queue.close().then(() => Promise.reject(error)));
      failure = undefined;
      opened = queue;
      return queue;
    } catch (error) {
      opening = undefined;
      failure = describeError(error);
      throw error;
    }
  };
  return {
    get opened() {
      return opened;
    },
    get failure() {
      return failure;
    },
    open: () => (opening ??= openNow()),
    async consume(start) {
      consumers.push(start);
      if (opening) await startConsumers(await opening);
    },
    close() {
      const ending = opening;
      opening = opened = undefined;
      // Queues of one folder must not overlap: the next one opens when this one is closed.
      closing = Promise.resolve(closing).then(async () => (await ending?.catch(() => undefined))?.close());
      return closing;
    },
  };
}
