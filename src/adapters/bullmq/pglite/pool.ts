import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import type { PgPool, PgPoolClient } from "bullmq";
import { Piscina } from "piscina";
import { describeError } from "../../../errors.js";
import { resolveThreadEntry } from "../../thread-entry.js";
import { openingId, type PgliteReply, type PgliteRequest, type PgliteTask } from "./protocol.js";

interface QueryResult {
  readonly rows: never[];
  readonly rowCount: number;
}

/** The caller's side of the thread: one promise per request, and a stream of notifications. */
interface PgliteThread {
  send(request: Omit<PgliteRequest, "id">): Promise<QueryResult>;
  onNotification(listener: (notification: PgliteReply) => void): void;
  /** Called once when the thread has ended, for whatever reason. */
  onEnd(listener: (error: Error) => void): void;
  close(): Promise<void>;
}

const closeTimeoutMs = 5_000;

/**
 * The parts of a `pg.Pool` that BullMQ uses, over a PGlite in a separate thread. All its clients share one session, so
 * a client only holds listeners for notifications.
 *
 * @returns once the database is open; rejects when it cannot be opened
 */
export async function openPglitePool(folder: string): Promise<PgPool> {
  // Creating a database takes hundreds of MB that WebAssembly never releases, so it runs in a separate thread that
  // ends.
  if (!existsSync(join(folder, "PG_VERSION"))) await (await startThread(folder)).close();
  const thread = await startThread(folder);
  const pool = new EventEmitter();
  const clients = new Set<EventEmitter>();
  const query: PgPool["query"] = (text, parameters) => thread.send(parameters ? { text, parameters } : { text });
  let ending: Promise<void> | undefined;
  thread.onNotification((notification) => {
    for (const client of clients) client.emit("notification", notification);
  });
  thread.onEnd((error) => {
    if (!ending && pool.listenerCount("error") > 0) pool.emit("error", error);
  });
  // BullMQ requires an option to detect lost connections; within one process there are none.
  return Object.assign(pool, {
    query,
    connect: async () => createClient(query, clients),
    end: () => (ending ??= thread.close()),
    options: { keepAlive: true },
  });
}

function createClient(query: PgPool["query"], clients: Set<EventEmitter>): PgPoolClient {
  const client = new EventEmitter();
  clients.add(client);
  return Object.assign(client, { query, release: () => void clients.delete(client) });
}

async function startThread(folder: string): Promise<PgliteThread> {
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map<number, { resolve(result: QueryResult): void; reject(error: Error): void }>();
  const listeners = new EventEmitter();
  let lastId = openingId;
  let ended: Error | undefined;

  port.on("message", (reply: PgliteReply) => {
    if ("channel" in reply) return void listeners.emit("notification", reply);
    const { resolve, reject } = waiting.get(reply.id) ?? {};
    waiting.delete(reply.id);
    if ("error" in reply) reject?.(Object.assign(new Error(reply.error.message), reply.error));
    else resolve?.({ rows: reply.rows as never[], rowCount: reply.rowCount });
  });
  const end = (reason: string) => {
    ended ??= new Error(`connection terminated: ${reason}`);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    port.close();
    listeners.emit("end", ended);
  };
  const opened = new Promise<QueryResult>((resolve, reject) => waiting.set(openingId, { resolve, reject }));
  const threads = new Piscina({ ...resolveThreadEntry(import.meta.url, "./thread"), maxThreads: 1 });
  const task: PgliteTask = { folder, port: port2 };
  const finished = threads.run(task, { transferList: [port2] }).then(
    () => end("PGlite was closed"),
    (error: unknown) => end(`PGlite failed: ${describeError(error)}`),
  );
  await opened.catch((error: unknown) => threads.destroy().then(() => Promise.reject(error)));
  const send: PgliteThread["send"] = (request) =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      waiting.set(++lastId, { resolve, reject });
      port.postMessage({ id: lastId, ...request });
    });
  return {
    send,
    onNotification: (listener) => void listeners.on("notification", listener),
    onEnd: (listener) => void listeners.once("end", listener),
    async close() {
      const timer = setTimeout(() => void threads.destroy(), closeTimeoutMs);
      await send({}).catch(() => undefined);
      await finished;
      clearTimeout(timer);
      await threads.destroy();
    },
  };
}
