import { createHash } from "node:crypto";
import type { EmbedBatch, PaperText } from "../domain/embed-batch.js";
import { describeError } from "../errors.js";
import type { EmbedQueue } from "../ports/embed-queue.js";
import type { Logger } from "../ports/logger.js";
import type { WorkStore } from "../ports/work-store.js";
import type { EmbeddingPace } from "./embedding-pace.js";

export interface FeedQueueDeps {
  readonly work: WorkStore;
  readonly queue: EmbedQueue;
  readonly fingerprint: string;
  readonly pace: Pick<EmbeddingPace, "begin">;
  readonly logger: Logger;
}

export interface QueueFeeder {
  /** Tops the queue up from the papers that wait. Returns at once; never throws. */
  feed(): void;
  /** Takes back papers whose batch the queue no longer knows (it was emptied, or died), then feeds. Never throws. */
  reconcile(): void;
  /** Resolves when no feeding is under way. */
  settle(): Promise<void>;
}

/** Papers in one batch: about a second of one worker's time, and little lost when it dies. */
const batchSize = 64;
/** The queue is topped up by this many batches when fewer than this many are on it: it never grows with the corpus. */
const lowWater = 8;

export function createQueueFeeder(deps: FeedQueueDeps): QueueFeeder {
  const wanted = { feed: false, reconcile: false };
  let running: Promise<void> | undefined;
  let failing = false;
  const run = async () => {
    try {
      while (wanted.feed || wanted.reconcile) {
        const looksForLost = wanted.reconcile;
        wanted.feed = wanted.reconcile = false;
        if (looksForLost) await releaseLost(deps);
        await topUp(deps);
      }
      failing = false;
    } catch (error) {
      // Nothing is lost: the papers wait in the store, and the next call takes them up.
      if (!failing)
        deps.logger.warn({ reason: describeError(error) }, "The queue cannot be fed; papers wait in the store.");
      failing = true;
    } finally {
      running = undefined;
    }
  };
  const start = (what: keyof typeof wanted) => {
    wanted[what] = true;
    running ??= run();
  };
  return {
    feed: () => start("feed"),
    reconcile: () => start("reconcile"),
    settle: async () => running,
  };
}

async function topUp({ work, queue, fingerprint, pace }: FeedQueueDeps): Promise<void> {
  for (let given = await work.listBatches(); given.length < lowWater; given = await work.listBatches()) {
    const waiting = await work.listWaiting(lowWater * batchSize);
    if (waiting.length === 0) return;
    if (given.length === 0) pace.begin();
    const batches = cutBatches(waiting, fingerprint);
    for (const { id, papers } of batches)
      await work.assignBatch({ id, ordinals: papers.map(({ ordinal }) => ordinal) });
    try {
      await queue.publish(batches);
    } catch (error) {
      await work.releaseBatches(batches.map(({ id }) => id));
      throw error;
    }
  }
}

function cutBatches(waiting: readonly PaperText[], fingerprint: string): EmbedBatch[] {
  const batches: EmbedBatch[] = [];
  for (let start = 0; start < waiting.length; start += batchSize) {
    const papers = waiting.slice(start, start + batchSize);
    batches.push({ id: nameBatch(papers, fingerprint), fingerprint, papers });
  }
  return batches;
}

/** The same texts make the same id, so that publishing twice is publishing once. */
function nameBatch(papers: readonly PaperText[], fingerprint: string): string {
  const hash = createHash("sha256").update(fingerprint);
  for (const { ordinal, textHash } of papers) hash.update(`${ordinal}:${textHash};`);
  return hash.digest("hex").slice(0, 32);
}

async function releaseLost({ work, queue, logger }: FeedQueueDeps): Promise<void> {
  const given = await work.listBatches();
  if (given.length === 0) return;
  const outstanding = await queue.listOutstanding();
  // A batch may have ended between the two looks; what it held no longer waits then, and releasing it does nothing.
  const lost = given.filter((id) => !outstanding.has(id));
  if (lost.length === 0) return;
  logger.warn({ batches: lost.length }, "Papers whose batch is not on the queue any more are put back on it.");
  await work.releaseBatches(lost);
}
