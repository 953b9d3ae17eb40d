import { existsSync } from "node:fs";
import { describeError } from "../../errors.js";
import { describeUrl } from "../describe-url.js";
import { answerWithin, connectTimeoutMs } from "./backend.js";
import { connectClient, oldestRedis, readServer } from "./redis-embed-queue.js";

/** Asks the server of the queue for its version, and Redis for its eviction policy. Without one `folder` has the queue. */
export async function probeQueue(url: string | undefined, folder: string) {
  if (url === undefined) {
    await import("@electric-sql/pglite");
    return { server: `PGlite, ${existsSync(folder) ? "in" : "made at the first start in"} the data folder` };
  }
  const [kind, ask] = url.startsWith("redis") ? (["Redis", askRedis] as const) : (["PostgreSQL", askPostgres] as const);
  const fail = (error: unknown) => ({ flaw: describeError(error) });
  return { server: `${kind} at ${describeUrl(url)}`, ...(await ask(url).catch(fail)) };
}

async function askRedis(url: string) {
  const { Redis } = await import("ioredis");
  const client = new Redis(url, { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy: () => null });
  client.on("error", () => undefined);
  const asking = connectClient(client).then(() => answerWithin(client.info(), connectTimeoutMs));
  return { oldest: oldestRedis, ...readServer(await asking.finally(() => client.disconnect())) };
}

async function askPostgres(url: string) {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  const asking = client.connect().then(() => client.query<{ server_version: string }>("SHOW server_version"));
  const { rows } = await answerWithin(asking, connectTimeoutMs * 2).finally(() => client.end().catch(() => undefined));
  return { oldest: "14", version: rows[0]?.server_version };
}
