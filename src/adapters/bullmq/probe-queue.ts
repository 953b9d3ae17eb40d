import { existsSync } from "node:fs";
import { describeError } from "../../errors.js";
import type { QueueFacts } from "../../ports/health/health-probes.js";
import { answerWithin, connectTimeoutMs, describeUrl } from "./backend.js";

/** Asks a Redis server for its version and eviction policy. */
export async function probeRedis(url: string): Promise<QueueFacts> {
  const server = `Redis at ${describeUrl(url)}`;
  const { Redis } = await import("ioredis");
  const client = new Redis(url, { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy: () => null });
  let lastError: unknown;
  // `connect` reports only that the connection was closed; the event before has the reason.
  client.on("error", (error) => (lastError = error));
  try {
    await answerWithin(client.connect(), connectTimeoutMs);
    const info = await answerWithin(client.info(), connectTimeoutMs);
    const read = (field: string) => new RegExp(`^${field}:(.*?)\\r?$`, "m").exec(info)?.[1];
    return { server, isReachable: true, version: read("redis_version"), evictionPolicy: read("maxmemory_policy") };
  } catch (error) {
    return { server, isReachable: false, flaw: describeError(lastError ?? error) };
  } finally {
    client.disconnect();
  }
}

const oldestPostgres = 14;

/** Asks a PostgreSQL server for its version. */
export async function probePostgres(url: string): Promise<QueueFacts> {
  const server = `PostgreSQL at ${describeUrl(url)}`;
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  try {
    await answerWithin(client.connect(), connectTimeoutMs);
    const asking = client.query<{ server_version: string }>("SHOW server_version");
    const version = (await answerWithin(asking, connectTimeoutMs)).rows[0]?.server_version;
    const isOld = Number.parseInt(version ?? "", 10) < oldestPostgres;
    const flaw = isOld ? `version ${version}; ${oldestPostgres} or newer is needed` : undefined;
    return { server, isReachable: true, version, flaw };
  } catch (error) {
    return { server, isReachable: false, flaw: describeError(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The queue in the data folder has no server; opening it here would create it. */
export async function probePglite(folder: string): Promise<QueueFacts> {
  await import("@electric-sql/pglite");
  const state = existsSync(folder) ? "in the data folder" : "made in the data folder at the first start";
  return { server: `PGlite, ${state}`, isReachable: true };
}
