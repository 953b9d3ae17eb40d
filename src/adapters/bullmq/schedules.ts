import type { IQueueBackend, Job, Queue } from "bullmq";
import { AppError, describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { DueHandler, Schedules, When } from "../../ports/desk/schedules.js";
import { checkWhen, findNextDue } from "../next-due.js";
import { answerWithin, type Backend } from "./backend.js";
import { toStorable } from "./batch-codec.js";
import { createOutageWatch, type OutageWatch } from "./outage-watch.js";

/** The defaults suit production, tests use short times. */
export interface SchedulesOptions {
  readonly logger: Logger;
  /** Wait before a due time is handed out again; it doubles each time. Default 30,000. */
  readonly firstRetryMs?: number;
  /** A process that is silent for this long loses what it handles. Default 30,000. */
  readonly lockMs?: number;
  /** How long `close` waits for running handlers. Default 10,000. */
  readonly closeGraceMs?: number;
}

type SchedulerQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend, unknown>;

const queueName = "schedules";
const attempts = 6;
/** A due time is given up after this many processes have died with it. */
const takeovers = 5;
const handledAtOnce = 4;
const closeTimeoutMs = 3_000;

/** BullMQ's rule for the next time, replaced by ours. */
const settings = {
  repeatStrategy: (millis: number, { pattern = "", tz }: { pattern?: string; tz?: string }) =>
    findNextDue({ cron: pattern, ...(tz !== undefined && { timeZone: tz }) }, millis),
};

/** Schedules as BullMQ's job schedulers, on a backend that has just answered. Throws `unavailable`. */
export async function openSchedules(backend: Backend, options: SchedulesOptions): Promise<Schedules> {
  const { Queue: QueueClass } = await import("bullmq");
  const events = { streams: { events: { maxLen: 16 } } };
  const queue: SchedulerQueue = new QueueClass(
    queueName,
    { connection: undefined, settings, ...events },
    backend.createBackend,
  );
  const probe = () => answerWithin(queue.getJobSchedulersCount(), backend.answerTimeoutMs);
  const outage = createOutageWatch({ name: backend.name, logger: options.logger, probe });
  queue.on("error", outage.report);
  backend.onConnectionLost(outage.reportLost);
  const ask = async <T>(work: () => Promise<T>): Promise<T> =>
    answerWithin(work(), backend.answerTimeoutMs).catch((cause: unknown) => {
      outage.report(cause);
      throw new AppError("unavailable", `${backend.name} does not answer: ${describeError(cause)}`, { cause });
    });
  const consumers: Closable[] = [];
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all(consumers.map((consumer) => consumer.close()));
    outage.stop();
    await answerWithin(queue.close(), closeTimeoutMs).catch(() => undefined);
    await backend.close();
  };
  return {
    async set(id, when) {
      checkWhen(when);
      await ask(async () => {
        if (!(await isKept(queue, id, when))) await upsert(queue, { id, when, options });
      });
    },
    remove: (id) => ask(async () => void (await queue.removeJobScheduler(id))),
    async consume(handler) {
      const consumer = await createConsumer({ backend, options, outage }, handler);
      consumers.push(consumer);
      await ask(() => consumer.ready());
    },
    close: () => (closing ??= close()),
  };
}

/** Whether the schedule is there already, with the job of its next due time, and that is not far away. */
async function isKept(queue: SchedulerQueue, id: string, when: When): Promise<boolean> {
  const kept = await queue.getJobScheduler(id);
  if (kept?.pattern !== when.cron || kept.tz !== when.timeZone) return false;
  if ((kept.next ?? 0) > findNextDue(when, findNextDue(when, Date.now()))) return false;
  return (await queue.getJob(`repeat:${id}:${kept.next}`)) !== undefined;
}

interface Upsert {
  readonly id: string;
  readonly when: When;
  readonly options: SchedulesOptions;
}

async function upsert(queue: SchedulerQueue, { id, when: { cron, timeZone }, options }: Upsert): Promise<void> {
  const backoff = { type: "exponential", delay: options.firstRetryMs ?? 30_000 };
  const repeat = { pattern: cron, ...(timeZone !== undefined && { tz: timeZone }) };
  const opts = { attempts, backoff, removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 };
  await queue.upsertJobScheduler(id, repeat, { name: "due", data: { id }, opts });
}

interface Closable {
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

interface ConsumerParts {
  readonly backend: Backend;
  readonly options: SchedulesOptions;
  readonly outage: OutageWatch;
}

async function createConsumer({ backend, options, outage }: ConsumerParts, handler: DueHandler): Promise<Closable> {
  const { Worker } = await import("bullmq");
  const { logger, lockMs = 30_000, closeGraceMs = 10_000 } = options;
  const underWay = new Set<Promise<void>>();
  const run = (job: Job<{ id: string }>): Promise<void> => {
    const running = handler({ id: job.data.id, at: new Date(job.opts.prevMillis ?? job.timestamp) }).catch((error) => {
      logger.warn({ schedule: job.data.id, reason: describeError(error) }, "what was due has failed");
      throw new Error(toStorable(describeError(error)), { cause: error });
    });
    underWay.add(running);
    const forget = () => void underWay.delete(running);
    running.then(forget, forget);
    return running;
  };
  const times = { lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: takeovers, runRetryDelay: 1_000 };
  const worker = new Worker<{ id: string }, void, string, ReturnType<Backend["createBackend"]>, number, unknown>(
    queueName,
    run,
    { ...times, settings, concurrency: handledAtOnce, connection: {} },
    backend.createBackend,
  );
  worker.on("error", outage.report);
  return {
    ready: () => worker.waitUntilReady(),
    async close() {
      await worker.pause(true);
      await answerWithin(Promise.allSettled(underWay), closeGraceMs).catch(() => undefined);
      const force = underWay.size > 0 || outage.isDown();
      await answerWithin(worker.close(force), closeTimeoutMs).catch(() => undefined);
    },
  };
}
