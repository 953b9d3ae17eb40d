import { existsSync } from "node:fs";
import { describeError } from "../../errors.js";
import { answerWithin, connectTimeoutMs, describeUrl } from "./backend.js";
import { connectClient, oldestRedis, readServer } from "./redis-embed-queue.js";

export interface QueuePlace {
  readonly redisUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** Of the queue that has no server; opening it here would create it. */
  readonly folder: string;
}

/** Asks the server of the queue for its version, and Redis for its eviction policy. */
export async function probeQueue({ redisUrl, databaseUrl, folder }: QueuePlace) {
  const url = redisUrl ?? databaseUrl;
  if (url === undefined) {
    await import("@electric-sql/pglite");
    const state = existsSync(folder) ? "in the data folder" : "made in the data folder at the first start";
    return { server: `PGlite, ${state}` };
  }
  const server = `${redisUrl === undefined ? "PostgreSQL" : "Redis"} at ${describeUrl(url)}`;
  const ask = redisUrl === undefined ? askPostgres : askRedis;
  return { server, ...(await ask(url).catch((error: unknown) => ({ flaw: describeError(error) }))) };
}

async function askRedis(url: string) {
  const { Redis } = await import("ioredis");
  const client = new Redis(url, { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy: () => null });
  client.on("error", () => undefined);
  try {
    await connectClient(client);
    return { oldest: oldestRedis, ...readServer(await answerWithin(client.info(), connectTimeoutMs)) };
  } finally {
    client.disconnect();
  }
}

const oldestPostgres = "14";

async function askPostgres(url: string) {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  try {
    await answerWithin(client.connect(), connectTimeoutMs);
    const asking = client.query<{ server_version: string }>("SHOW server_version");
    return { oldest: oldestPostgres, version: (await answerWithin(asking, connectTimeoutMs)).rows[0]?.server_version };
  } finally {
    await client.end().catch(() => undefined);
  }
}
