import { existsSync } from "node:fs";
import { describeError } from "../../errors.js";
import type { QueueFacts } from "../../ports/health/health-probes.js";
import { answerWithin, connectTimeoutMs, describeUrl } from "./backend.js";

/** Asks a Redis server for its version and its policy of eviction. */
export async function probeRedis(url: string): Promise<QueueFacts> {
  const name = `Redis at ${describeUrl(url)}`;
  const { Redis } = await import("ioredis");
  const client = new Redis(url, { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy: () => null });
  let lastError: unknown;
  // `connect` says only that the connection was closed; the event before says why.
  client.on("error", (error) => (lastError = error));
  try {
    await answerWithin(client.connect(), connectTimeoutMs);
    const info = await answerWithin(client.info(), connectTimeoutMs);
    const read = (field: string) => new RegExp(`^${field}:(.*?)\\r?$`, "m").exec(info)?.[1];
    const version = read("redis_version");
    const evictionPolicy = read("maxmemory_policy");
    return {
      name,
      reachable: true,
      ...(version !== undefined && { version }),
      ...(evictionPolicy !== undefined && { evictionPolicy }),
    };
  } catch (error) {
    return { name, reachable: false, flaw: describeError(lastError ?? error) };
  } finally {
    client.disconnect();
  }
}

/** Asks a PostgreSQL server for its version. */
export async function probePostgres(url: string): Promise<QueueFacts> {
  const name = `PostgreSQL at ${describeUrl(url)}`;
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  try {
    await answerWithin(client.connect(), connectTimeoutMs);
    const { rows } = await answerWithin(
      client.query<{ server_version: string }>("SHOW server_version"),
      connectTimeoutMs,
    );
    const version = rows[0]?.server_version;
    const oldest = 14;
    const isOld = Number.parseInt(version ?? "", 10) < oldest;
    return {
      name,
      reachable: true,
      ...(version !== undefined && { version }),
      ...(isOld && { flaw: `version ${version}; ${oldest} or newer is needed` }),
    };
  } catch (error) {
    return { name, reachable: false, flaw: describeError(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The queue in the data folder has no server; opening it here would make it. */
export async function probePglite(folder: string): Promise<QueueFacts> {
  await import("@electric-sql/pglite");
  const state = existsSync(folder) ? "in the data folder" : "made in the data folder at the first start";
  return { name: `PGlite, ${state}`, reachable: true };
}
