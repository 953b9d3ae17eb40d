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
  /** Where PGlite keeps its files; made when it is not there. Only one process may have it open. */
  readonly folder: string;
}

/** The schema of BullMQ where none is named. */
const defaultSchema = "bullmq";

/** The database never is out of reach, only busy, so its commands are given long. */
const answerTimeoutMs = 60_000;

/**
 * A queue without a server: PGlite, which is PostgreSQL compiled to WebAssembly, in a thread of this process. The
 * first opening of a folder takes some seconds, later ones about one. Throws `unavailable` when it cannot be opened.
 */
export async function createPgliteEmbedQueue(options: PgliteEmbedQueueOptions): Promise<EmbedQueue> {
  return openEmbedQueue(await openOrReplace(options), options);
}

/** The queue holds nothing that the store does not: one that cannot be opened, half made or damaged, is made anew. */
async function openOrReplace({ folder, logger }: PgliteEmbedQueueOptions): Promise<Backend> {
  try {
    return await openBackend(folder);
  } catch (error) {
    if (!existsSync(join(folder, "PG_VERSION"))) throw error;
    logger.warn(
      { reason: describeError(error) },
      "The queue in the data folder cannot be opened; it is made anew, and nothing is lost.",
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
    // A pool that is handed to BullMQ always means its default schema, which the thread has in its search path.
    await runMigrations(await pool.connect());
    return {
      name,
      answerTimeoutMs,
      createBackend: (queueName, opts, extra) => createPostgresBackend(queueName, { ...opts, connection: pool }, extra),
      onConnectionLost: (listener) => void pool.on("error", listener),
      forgetFuture: (lockMs) => forgetPostgresFuture(pool, defaultSchema, lockMs),
      close: () => pool.end(),
    };
  } catch (cause) {
    throw new AppError("unavailable", `${name} cannot be opened: ${describeError(cause)}`, { cause });
  }
}
