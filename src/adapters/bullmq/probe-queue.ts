import { existsSync } from "node:fs";
import { describeError } from "../../errors.js";
import { describeUrl } from "../describe-url.js";
import { guardConnections, trust } from "../redis-tls.js";
import { answerWithin, connectTimeoutMs } from "./backend.js";
import { connectClient, oldestRedis, readServer } from "./redis-embed-queue.js";

interface QueueServer {
  readonly url: string | undefined;
  /** Certificates of the authorities to trust, in PEM, for Redis with TLS. */
  readonly ca?: string | undefined;
}

/** Asks the server of the queue for its version, and Redis for its eviction policy. Without one `folder` has the queue. */
export async function probeQueue({ url, ca }: QueueServer, folder: string) {
  if (url === undefined) {
    await import("@electric-sql/pglite");
    return { server: `PGlite, ${existsSync(folder) ? "in" : "made at the first start in"} the data folder` };
  }
  const [kind, ask] = url.startsWith("redis") ? (["Redis", askRedis] as const) : (["PostgreSQL", askPostgres] as const);
  const fail = (error: unknown) => ({ flaw: describeError(error) });
  return { server: `${kind} at ${describeUrl(url)}`, ...(await ask(url, ca).catch(fail)) };
}

async function askRedis(url: string, ca: string | undefined) {
  const { Redis } = await import("ioredis");
  const once = { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy: () => null };
  const client = guardConnections(new Redis(url, { ...once, ...trust(ca) }));
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
