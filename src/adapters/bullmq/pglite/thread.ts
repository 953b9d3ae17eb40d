import { PGlite } from "@electric-sql/pglite";
import { describeError } from "../../../errors.js";
import { openingId, type PgliteFailure, type PgliteReply, type PgliteRequest, type PgliteTask } from "./protocol.js";

/** PostgreSQL's defaults are for a server with gigabytes: 128 MB of buffers, and 1 GB of log. */
const settings = ["shared_buffers = 16MB", "max_wal_size = 64MB", "min_wal_size = 32MB"];
/**
 * PGlite has no autovacuum, so its files would grow with every batch. This many requests leave some 20 MB, and
 * vacuuming them takes 25 ms.
 */
const requestsBetweenVacuums = 500;

/**
 * PGlite runs its WebAssembly on the thread that opens it, and each statement blocks the event loop there; so it runs
 * in this thread. Requests are answered in order: one PGlite is one session.
 *
 * @returns when the database is closed; rejects when it cannot be opened
 */
export default async function serve({ folder, port }: PgliteTask): Promise<void> {
  const send = (reply: PgliteReply) => port.postMessage(reply);
  const database = await PGlite.create({ dataDir: folder, postgresqlconf: settings });
  // BullMQ's default schema, which the first migration creates.
  await database.exec("SET search_path TO bullmq");
  database.onNotification((channel, payload) => send({ channel, payload }));
  let requests = 0;
  const closed = new Promise<void>((resolve) => {
    port.on("message", (request: PgliteRequest) => {
      requests += 1;
      // This fails within a transaction and on a full disk; the next one catches up.
      if (requests % requestsBetweenVacuums === 0) database.exec("VACUUM").catch(() => undefined);
      answer(database, request)
        .then((reply) => send(reply))
        .catch((error: unknown) => send({ id: request.id, error: toFailure(error) }))
        .finally(() => request.text === undefined && resolve());
    });
  });
  send({ id: openingId, rows: [], rowCount: 0 });
  await closed;
  port.close();
}

async function answer(database: PGlite, { id, text, parameters }: PgliteRequest): Promise<PgliteReply> {
  if (text === undefined) {
    await database.close();
    return { id, rows: [], rowCount: 0 };
  }
  const result = parameters ? await database.query(text, [...parameters]) : (await database.exec(text)).at(-1);
  const rows = result?.rows ?? [];
  return { id, rows, rowCount: rows.length || (result?.affectedRows ?? 0) };
}

function toFailure(error: unknown): PgliteFailure {
  const read = (field: "code" | "detail") => {
    const value: unknown = error instanceof Error && field in error ? Reflect.get(error, field) : undefined;
    return typeof value === "string" ? { [field]: value } : {};
  };
  return { message: describeError(error), ...read("code"), ...read("detail") };
}
