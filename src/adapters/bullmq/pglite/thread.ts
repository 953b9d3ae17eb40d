import { PGlite } from "@electric-sql/pglite";
import { describeError } from "../../../errors.js";
import { openingId, type PgliteFailure, type PgliteReply, type PgliteRequest, type PgliteTask } from "./protocol.js";

/** PostgreSQL's own are for a server that has gigabytes: 128 MB of buffers, and 1 GB of log. */
const settings = ["shared_buffers = 16MB", "max_wal_size = 64MB", "min_wal_size = 32MB"];
/**
 * PGlite has no autovacuum, so its files would grow with every batch that went through. In so many requests some 20 MB
 * come together, and to give them free takes 25 ms.
 */
const requestsBetweenVacuums = 500;

/**
 * PGlite runs its WebAssembly on the thread that it lives on, and would hold up the event loop there with every
 * statement; so it lives here. Requests are answered in the order in which they come: one PGlite is one session.
 *
 * @returns when the database was closed; rejects when it cannot be opened
 */
export default async function serve({ folder, port }: PgliteTask): Promise<void> {
  const send = (reply: PgliteReply) => port.postMessage(reply);
  const database = await PGlite.create({ dataDir: folder, postgresqlconf: settings });
  // The schema is BullMQ's default one; the first migration makes it.
  await database.exec("SET search_path TO bullmq");
  database.onNotification((channel, payload) => send({ channel, payload }));
  let requests = 0;
  const closed = new Promise<void>((resolve) => {
    port.on("message", (request: PgliteRequest) => {
      requests += 1;
      // Within somebody's transaction, or when the disk is full, it fails; the next one makes up for it.
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
