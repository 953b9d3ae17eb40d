import type { EmbedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";
import { describeError } from "../../errors.js";
import type { EmbedQueue } from "../../ports/ingest/embed-queue.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { Logger } from "../../ports/logger.js";
import type { CurrentModel } from "../models/current-model.js";
import { saveRegularly } from "./save-regularly.js";
import type { IndexSync } from "./sync-index.js";

export interface MaintenanceDeps {
  readonly textSync: IndexSync;
  readonly current: CurrentModel;
  readonly jobs: JobStore;
  readonly queue: EmbedQueue;
  /** Absent if this process does not embed. */
  readonly embedBatch: ((batch: EmbedBatch) => Promise<readonly EmbedResult[]>) | undefined;
  /** Batches that this process handles at a time. */
  readonly concurrency: number;
  readonly logger: Logger;
}

export interface Maintenance {
  /** Resolves when both indexes have caught up with the store. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** How often the queue is checked for lost batches. */
const reconcileIntervalMs = 5_000;
/** After catching up by at least this many changes, the indexes are saved at once. */
const changesWorthSaving = 1_000;

/** Keeps the indexes up to date and the queue supplied for as long as the data folder is open. */
export async function startMaintenance(deps: MaintenanceDeps): Promise<Maintenance> {
  const { textSync, current, queue, embedBatch, logger } = deps;
  await sealInterruptedJobs(deps.jobs);
  await queue.consumeEmbedded(current.batchHandler);
  if (embedBatch) await queue.consumeBatches(embedBatch, deps.concurrency);
  const ready = catchUp(deps).catch((error: unknown) => {
    logger.error({ reason: describeError(error) }, "The indexes cannot be brought up to date.");
  });
  current.requeueLost();
  const reconciling = setInterval(current.requeueLost, reconcileIntervalMs);
  const endSaving = saveRegularly(() => saveIndexes(deps));
  return {
    ready,
    async stop() {
      clearInterval(reconciling);
      endSaving();
      await current.holdFeeding();
      await textSync.stop();
      await current.read().answering.vectorSync.stop();
      await ready;
    },
  };
}

/** Seals jobs that were still receiving papers when the process died, because they would never end otherwise. */
async function sealInterruptedJobs(jobs: JobStore): Promise<void> {
  for (const id of await jobs.listOpen()) await jobs.sealJob(id);
}

async function catchUp(deps: MaintenanceDeps): Promise<void> {
  const { textSync, current, logger } = deps;
  const { vectorSync, following } = current.read().answering;
  const indexes = [textSync, vectorSync];
  const before = await sumChanges(indexes);
  for (const index of indexes) await index.sync();
  following.wake();
  const behind = (await sumChanges(indexes)) - before;
  if (behind < changesWorthSaving) return;
  logger.info({ changes: behind }, "The indexes were brought up to date from the store.");
  await saveIndexes(deps);
}

async function sumChanges(indexes: readonly IndexSync[]): Promise<number> {
  const changes = await Promise.all(indexes.map((index) => index.readChange()));
  return changes.reduce((sum, change) => sum + change, 0);
}

async function saveIndexes({ textSync, current, logger }: MaintenanceDeps): Promise<void> {
  try {
    await textSync.save();
    await current.read().answering.vectorSync.save();
  } catch (error) {
    logger.error(
      { reason: describeError(error) },
      "An index cannot be saved; it is rebuilt from the store at the next start.",
    );
  }
}
