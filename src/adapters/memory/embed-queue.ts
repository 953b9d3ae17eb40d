import type { EmbedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";
import { AppError, describeError } from "../../errors.js";
import type { EmbeddedBatchHandler, EmbedQueue } from "../../ports/ingest/embed-queue.js";

export interface MemoryEmbedQueueOptions {
  /** Shared by queues that represent several processes on one backend; by default a queue has its own. */
  readonly backing?: MemoryQueueBacking;
  /** Attempts at embedding and at indexing a batch, including the first. Default 8. */
  readonly attempts?: number;
  /** Wait before the second attempt; it doubles each time. Default 500. */
  readonly firstRetryMs?: number;
}

/** What remains after a queue is closed: the unfinished batches and the listeners for changes. */
export interface MemoryQueueBacking {
  readonly jobs: Map<string, MemoryJob>;
  readonly listeners: Set<() => void>;
}

interface MemoryJob {
  readonly batch: EmbedBatch;
  stage: "embed" | "index";
  /** Whether a consumer has it, or it waits for its retry. */
  taken: boolean;
  tries: number;
  outcome?: { readonly results: readonly EmbedResult[] } | { readonly reason: string };
}

type Work = (job: MemoryJob) => Promise<void>;

export function createMemoryQueueBacking(): MemoryQueueBacking {
  return { jobs: new Map(), listeners: new Set() };
}

/** A queue for tests and short-lived processes; its batches end with the process. */
export function createMemoryEmbedQueue(options: MemoryEmbedQueueOptions = {}): EmbedQueue {
  const backing = options.backing ?? createMemoryQueueBacking();
  const { jobs } = backing;
  const consumers = createConsumers(backing);
  const steps = createSteps(backing, options);
  let closed = false;
  const requireOpen = async () => {
    if (closed) throw new AppError("unavailable", "the queue is closed");
  };
  return {
    async publish(batches) {
      await requireOpen();
      for (const batch of batches) {
        if (!jobs.has(batch.id)) jobs.set(batch.id, { batch, stage: "embed", taken: false, tries: 0 });
      }
      announce(backing);
    },
    listOutstanding: () => requireOpen().then(() => new Set(jobs.keys())),
    async consumeBatches(handler, concurrency) {
      await requireOpen();
      consumers.consume("embed", concurrency, (job) => steps.embed(job, handler));
    },
    async consumeEmbedded(handler) {
      await requireOpen();
      consumers.consume("index", 1, (job) => steps.index(job, handler));
    },
    readStatus: async () => ({
      ready: !closed,
      outstanding: jobs.size,
      detail: closed ? "queue in memory: closed" : "queue in memory",
    }),
    async close() {
      closed = true;
      await consumers.close();
    },
  };
}

/** Notifies all queues on a backing of a change. */
function announce({ listeners }: MemoryQueueBacking): void {
  for (const listener of listeners) queueMicrotask(listener);
}

/** The consumers of a backing, and their running work. */
function createConsumers(backing: MemoryQueueBacking) {
  const underWay = new Set<Promise<void>>();
  const own = new Set<() => void>();
  return {
    /** Runs free jobs of a stage, at most `concurrency` at a time, and looks again after every change. */
    consume(stage: MemoryJob["stage"], concurrency: number, work: Work): void {
      let busy = 0;
      const take = () => {
        while (busy < concurrency && own.has(take)) {
          const job = findNext(backing, stage);
          if (!job) return;
          job.taken = true;
          busy += 1;
          const run = work(job).finally(() => {
            busy -= 1;
            underWay.delete(run);
            announce(backing);
          });
          underWay.add(run);
        }
      };
      own.add(take);
      backing.listeners.add(take);
      queueMicrotask(take);
    },
    async close(): Promise<void> {
      for (const take of own) backing.listeners.delete(take);
      own.clear();
      await Promise.allSettled(underWay);
    },
  };
}

/** The free job of a stage that is due first; among equals, the oldest. */
function findNext({ jobs }: MemoryQueueBacking, stage: MemoryJob["stage"]): MemoryJob | undefined {
  const free = [...jobs.values()].filter((job) => !job.taken && job.stage === stage);
  return free.toSorted((a, b) => a.batch.due - b.batch.due)[0];
}

/** The work on a job at each stage. Never rejects. */
function createSteps(backing: MemoryQueueBacking, options: MemoryEmbedQueueOptions) {
  const { attempts = 8, firstRetryMs = 500 } = options;

  function moveToIndex(job: MemoryJob, outcome: NonNullable<MemoryJob["outcome"]>): void {
    Object.assign(job, { stage: "index", taken: false, tries: 0, outcome });
  }

  /** Returns whether there is a further attempt, which comes after the back-off. */
  function retryLater(job: MemoryJob): boolean {
    job.tries += 1;
    if (job.tries >= attempts) return false;
    const free = () => {
      job.taken = false;
      announce(backing);
    };
    setTimeout(free, firstRetryMs * 2 ** (job.tries - 1)).unref();
    return true;
  }

  return {
    async embed(job: MemoryJob, handler: Parameters<EmbedQueue["consumeBatches"]>[0]): Promise<void> {
      try {
        const results = await handler(job.batch);
        if (results.length !== job.batch.papers.length) throw new Error("one result a paper was expected");
        moveToIndex(job, { results });
      } catch (error) {
        if (!retryLater(job)) moveToIndex(job, { reason: describeError(error) });
      }
    },
    async index(job: MemoryJob, handler: EmbeddedBatchHandler): Promise<void> {
      const { id, fingerprint } = job.batch;
      const papers = job.batch.papers.map(({ ordinal, textHash }) => ({ ordinal, textHash }));
      const { outcome } = job;
      try {
        if (outcome && "results" in outcome) await handler.keepVectors({ id, fingerprint, papers, ...outcome });
        else await handler.failBatch({ id, reason: outcome?.reason ?? "the batch has no outcome" });
        backing.jobs.delete(id);
      } catch (error) {
        if (retryLater(job)) return;
        backing.jobs.delete(id);
        await handler.failBatch({ id, reason: describeError(error) }).catch(() => undefined);
      }
    },
  };
}
