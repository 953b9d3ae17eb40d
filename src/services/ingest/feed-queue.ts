import { createHash } from "node:crypto";
import type { EmbedBatch, PaperText } from "../../domain/ingest/embed-batch.js";
import { type JobShare, measurePriorityLag, orderFairly } from "../../domain/jobs/fair-order.js";
import { describeError } from "../../errors.js";
import type { EmbedQueue } from "../../ports/ingest/embed-queue.js";
import type { Logger } from "../../ports/logger.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import type { EmbeddingRate } from "./embedding-rate.js";

export interface FeedQueueDeps {
  readonly work: WorkStore;
  readonly queue: EmbedQueue;
  readonly fingerprint: string;
  readonly embeddingRate: Pick<EmbeddingRate, "begin">;
  readonly logger: Logger;
}

export interface QueueFeeder {
  /** Tops up the queue with waiting papers. Returns at once; never throws. */
  feed(): void;
  /** Releases papers whose batch is no longer on the queue (emptied or crashed), then feeds it. Never throws. */
  reconcile(): void;
  /** Resolves when no feeding is in progress. */
  settle(): Promise<void>;
}

/** Papers per batch: about a second of one worker's time, so that little is lost when the worker dies. */
const batchSize = 64;
/** Fewer batches than this trigger a top-up by this many, so that the queue does not grow with the corpus. */
const lowWater = 8;
/** Up to this many batches, a job without a batch on the queue gets its first one at once. */
const maxBatches = 32;

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
      // Nothing is lost: the papers wait in the store for the next call.
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

/** Publishes batches one by one, which yields to the event loop: with 1,000 waiting jobs a batch takes up to 10 ms. */
async function topUp(deps: FeedQueueDeps): Promise<void> {
  let given = (await deps.work.listBatches()).length;
  const goal = given < lowWater ? given + lowWater : given;
  for (; given < maxBatches + lowWater; given += 1) {
    const batch = await cutBatch(deps, { given, goal });
    if (!batch) return;
    if (given === 0) deps.embeddingRate.begin();
    await publish(deps, batch);
  }
}

interface Room {
  /** Batches on the queue. */
  readonly given: number;
  /** Batches that should be on the queue. */
  readonly goal: number;
}

/**
 * Fills a batch with papers of the first job in fair order and, if there are too few, of other jobs of the same rank.
 */
async function cutBatch({ work, fingerprint }: FeedQueueDeps, room: Room): Promise<EmbedBatch | undefined> {
  const shares = orderFairly(await work.listJobShares());
  const first = shares.find((share) => mayAdd(share, room));
  if (!first) return undefined;
  const lag = measurePriorityLag(first);
  const papers: PaperText[] = [];
  for (const share of shares) {
    if (papers.length === batchSize) break;
    if (measurePriorityLag(share) === lag)
      papers.push(...(await work.listWaiting(share.jobId, batchSize - papers.length)));
  }
  const id = nameBatch(papers, fingerprint);
  const before = await work.assignBatch({ id, ordinals: papers.map(({ ordinal }) => ordinal) });
  // Counted in batches that have ended, so that waiting batches become more urgent with each one that ends.
  return { id, fingerprint, due: Math.max(0, before - room.given) + lag, papers };
}

function mayAdd({ batches, priority }: JobShare, { given, goal }: Room): boolean {
  if (given < goal) return true;
  if (priority === "high") return batches < lowWater && given < maxBatches + lowWater;
  return batches === 0 && given < maxBatches;
}

async function publish({ work, queue }: FeedQueueDeps, batch: EmbedBatch): Promise<void> {
  try {
    await queue.publish([batch]);
  } catch (error) {
    await work.releaseBatches([batch.id]);
    throw error;
  }
}

/** The id depends only on the texts, which makes publishing idempotent. */
function nameBatch(papers: readonly PaperText[], fingerprint: string): string {
  const hash = createHash("sha256").update(fingerprint);
  for (const { ordinal, textHash } of papers) hash.update(`${ordinal}:${textHash};`);
  return hash.digest("hex").slice(0, 32);
}

async function releaseLost({ work, queue, logger }: FeedQueueDeps): Promise<void> {
  const given = await work.listBatches();
  if (given.length === 0) return;
  const outstanding = await queue.listOutstanding();
  // A batch may have ended between the two reads; its papers no longer wait then, so that releasing it does nothing.
  const lost = given.filter((id) => !outstanding.has(id));
  if (lost.length === 0) return;
  logger.warn({ batches: lost.length }, "Papers of batches lost from the queue are queued again.");
  await work.releaseBatches(lost);
}
