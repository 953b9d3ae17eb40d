import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError, describeError } from "../../../errors.js";
import type { EmbedQueue } from "../../../ports/ingest/embed-queue.js";
import type { Backend, BullmqQueueOptions } from "../backend.js";
import { openEmbedQueue } from "../embed-queue.js";
import { forgetPostgresFuture } from "../forget-future.js";
import { openPglitePool } from "./pool.js";

export interface PgliteEmbedQueueOptions extends BullmqQueueOptions {
  /** The folder of PGlite's files; created if missing. Only one process may open it. */
  readonly folder: string;
}

/** BullMQ's default schema. */
const defaultSchema = "bullmq";

/** The database is never unreachable, only busy, so commands have a long timeout. */
const answerTimeoutMs = 60_000;

/**
 * A queue without a server: PGlite, which is PostgreSQL compiled to WebAssembly, in a thread of this process. Opening a
 * folder takes some seconds the first time, and about one later. Throws `unavailable` when it cannot be opened.
 */
export async function createPgliteEmbedQueue(options: PgliteEmbedQueueOptions): Promise<EmbedQueue> {
  return openEmbedQueue(await openOrReplace(options), options);
}

/** The queue holds nothing that is not in the store: a queue that is incomplete or damaged is recreated. */
async function openOrReplace({ folder, logger }: PgliteEmbedQueueOptions): Promise<Backend> {
  try {
    return await openBackend(folder);
  } catch (error) {
    if (!existsSync(join(folder, "PG_VERSION"))) throw error;
    logger.warn(
      { reason: describeError(error) },
      "The queue in the data folder cannot be opened; it is recreated, and nothing is lost.",
    );
    await rm(folder, { recursive: true, force: true });
    return openBackend(folder);
  }
}

async function openBackend(folder: string): Promise<Backend> {
  const name = `PGlite in ${folder}`;
  try {
    await mkdir(folder, { recursive: true });
    const [pool, { createPostgresBackend, runMigrations }] = await Promise.all([
      openPglitePool(folder),
      import("bullmq"),
    ]);
    // With a given pool BullMQ uses its default schema, which is in the search path of the thread.
    await runMigrations(await pool.connect());
    return {
      name,
      answerTimeoutMs,
      createBackend: (queueName, opts, extra) => createPostgresBackend(queueName, { ...opts, connection: pool }, extra),
      onConnectionLost: (listener) => void pool.on("error", listener),
      forgetFuture: (lockMs) => forgetPostgresFuture(pool, defaultSchema, lockMs),
      // A job is one row there, and cannot lose a part.
      forgetUndeliverable: async () => 0,
      findTrouble: async () => undefined,
      close: () => pool.end(),
    };
  } catch (cause) {
    throw new AppError("unavailable", `${name} cannot be opened: ${describeError(cause)}`, { cause });
  }
}
