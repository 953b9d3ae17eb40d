import { AppError, describeError } from "../../errors.js";
import type { Schedules } from "../../ports/desk/schedules.js";
import type { EmbedQueue } from "../../ports/ingest/embed-queue.js";
import { describeUrl } from "../describe-url.js";
import { answerWithin, connectTimeoutMs, type Backend, type BullmqQueueOptions } from "./backend.js";
import { openEmbedQueue } from "./embed-queue.js";
import { forgetPostgresFuture } from "./forget-future.js";
import { openSchedules, type SchedulesOptions } from "./schedules.js";

export type PostgresEmbedQueueOptions = ServerOptions & BullmqQueueOptions;

interface ServerOptions {
  /** `postgres://…`; may hold a password, which is never shown. */
  readonly url: string;
  /** The schema of BullMQ's tables; created if missing. Default `paperkin`. */
  readonly namespace?: string;
}

/**
 * BullMQ gives each of its objects a separate pool, because only then can it use a schema, and each worker a further
 * connection for LISTEN. Together with ours that is at most about 13 connections, and half of them when idle.
 */
const connectionsPerPool = 2;

/** A queue on a PostgreSQL server, 14 or newer. Throws `unavailable` when it does not answer within 5 seconds. */
export async function createPostgresEmbedQueue(options: PostgresEmbedQueueOptions): Promise<EmbedQueue> {
  return openEmbedQueue(await connectBackend(options), options);
}

/** Schedules on a PostgreSQL server, 14 or newer. Throws `unavailable` when it does not answer within 5 seconds. */
export async function createPostgresSchedules(options: ServerOptions & SchedulesOptions): Promise<Schedules> {
  return openSchedules(await connectBackend(options), options);
}

async function connectBackend({ url, namespace = "paperkin" }: ServerOptions): Promise<Backend> {
  const name = `PostgreSQL at ${describeUrl(url)}`;
  const [{ Pool, escapeIdentifier }, { createPostgresBackend, runMigrations }] = await Promise.all([
    import("pg"),
    import("bullmq"),
  ]);
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: connectTimeoutMs });
  pool.on("error", () => undefined);
  const migrate = async () => {
    const client = await pool.connect();
    await runMigrations(client, namespace).finally(() => client.release());
  };
  await answerWithin(migrate(), connectTimeoutMs * 2).catch((cause: unknown) => {
    void pool.end();
    throw new AppError("unavailable", `${name} cannot be reached: ${describeError(cause)}`, { cause });
  });
  const connection = {
    connectionString: url,
    schema: namespace,
    max: connectionsPerPool,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  };
  return {
    name,
    answerTimeoutMs: 2_500,
    createBackend: (queueName, opts, extra) => createPostgresBackend(queueName, { ...opts, connection }, extra),
    // BullMQ reports the errors of its pools itself.
    onConnectionLost: () => undefined,
    forgetFuture: (lockMs) => forgetPostgresFuture(pool, escapeIdentifier(namespace), lockMs),
    // A job is one row there, and cannot lose a part.
    forgetUndeliverable: async () => 0,
    findTrouble: async () => undefined,
    close: () => pool.end(),
  };
}
