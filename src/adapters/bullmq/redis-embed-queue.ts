import type { Redis, RedisOptions } from "ioredis";
import { formatBytes } from "../../domain/text/amounts.js";
import { AppError, describeError } from "../../errors.js";
import type { Schedules } from "../../ports/desk/schedules.js";
import type { EmbedQueue } from "../../ports/ingest/embed-queue.js";
import type { Logger } from "../../ports/logger.js";
import { describeUrl } from "../describe-url.js";
import {
  answerWithin,
  connectTimeoutMs,
  type Backend,
  type BackendTrouble,
  type BullmqQueueOptions,
} from "./backend.js";
import { openEmbedQueue } from "./embed-queue.js";
import { forgetRedisFuture } from "./forget-future.js";
import { forgetRedisUndeliverable } from "./forget-undeliverable.js";
import { adviseOnRedis, guardConnections, trust } from "../redis-tls.js";
import { openSchedules, type SchedulesOptions } from "./schedules.js";

export type RedisEmbedQueueOptions = ServerOptions & BullmqQueueOptions;

interface ServerOptions extends Pick<BullmqQueueOptions, "logger"> {
  /** `redis://…` or `rediss://…`; may hold a password, which is never shown. */
  readonly url: string;
  /** Certificates of the authorities to trust, in PEM, if they are not those of Node.js. */
  readonly ca?: string | undefined;
  /** Prefix of all keys, so that several folders can share one server. Default `paperkin`. */
  readonly namespace?: string;
}

const maxReconnectMs = 2_000;
export const oldestRedis = "6.2";

/** A queue on a Redis server. Throws `unavailable` when the server does not answer within 5 seconds. */
export async function createRedisEmbedQueue(options: RedisEmbedQueueOptions): Promise<EmbedQueue> {
  return openEmbedQueue(await connectBackend(options), options);
}

/** Schedules on a Redis server. Throws `unavailable` when the server does not answer within 5 seconds. */
export async function createRedisSchedules(options: ServerOptions & SchedulesOptions): Promise<Schedules> {
  return openSchedules(await connectBackend(options), options);
}

async function connectBackend({ url, ca, namespace = "paperkin", logger }: ServerOptions): Promise<Backend> {
  const name = `Redis at ${describeUrl(url)}`;
  const [{ Redis }, { createRedisBackend }] = await Promise.all([import("ioredis"), import("bullmq")]);
  const clients: Redis[] = [];
  const connect = (own: ClientOptions) => trackClient(new Redis(url, { ...shared, ...own, ...trust(ca) }), clients);
  const close = async () => {
    for (const client of clients) if (client.status !== "end") client.disconnect();
  };
  // The producer's commands fail at once when Redis is unreachable; those of the workers wait until it is back.
  const producing = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  const consuming = connect({ maxRetriesPerRequest: null });
  try {
    await Promise.all([producing, consuming].map(connectClient));
    checkServer(await answerWithin(producing.info(), connectTimeoutMs), { name, logger });
  } catch (cause) {
    await close();
    if (cause instanceof AppError) throw cause;
    throw new AppError("unavailable", `${name} cannot be reached: ${describeError(cause)}`, { cause });
  }
  [producing, consuming].forEach(hideEvictionPolicy);
  return {
    name,
    answerTimeoutMs: 2_500,
    createBackend: (queueName, opts, extra = {}) => {
      const connection = extra.withBlockingConnection ? consuming : producing;
      return createRedisBackend(queueName, { ...opts, connection, prefix: namespace } as never, extra);
    },
    onConnectionLost(listener) {
      producing.on("close", () => listener(new Error("the connection is closed")));
    },
    forgetFuture: (lockMs) => forgetRedisFuture(producing, namespace, lockMs),
    findTrouble: async () => judgeMemory(readMemory(String(await producing.call("INFO", "memory")))),
    forgetUndeliverable: (jobIds) => forgetRedisUndeliverable(producing, namespace, jobIds),
    close,
  };
}

type ClientOptions = Omit<RedisOptions, "replyMapping">;

const shared: ClientOptions = {
  lazyConnect: true,
  connectTimeout: connectTimeoutMs,
  // A client that disconnects twice keeps the process alive for this long.
  disconnectTimeout: 200,
  retryStrategy: (times) => Math.min(times * 100, maxReconnectMs),
};

/**
 * Records every client, including those that BullMQ duplicates for blocking reads, so that `close` can end them all.
 */
function trackClient(client: Redis, clients: Redis[]): Redis {
  const duplicate = client.duplicate.bind(client);
  guardConnections(client);
  // Without a listener ioredis prints each failed reconnection to stderr.
  client.on("error", () => undefined);
  clients.push(client);
  return Object.assign(client, {
    duplicate: (override?: Partial<RedisOptions>) => trackClient(duplicate(override), clients),
  });
}

/** Connects, or throws the reason with what to do if it is TLS. */
export async function connectClient(client: Redis): Promise<void> {
  let lastError: unknown;
  const remember = (error: unknown) => (lastError = error);
  client.on("error", remember);
  try {
    await answerWithin(client.connect(), connectTimeoutMs);
  } catch (error) {
    // `connect` reports only that the connection was closed; the event before has the reason.
    const cause = lastError ?? error;
    const advice = adviseOnRedis(describeError(cause));
    throw advice === undefined ? cause : new Error(`${describeError(cause)}; ${advice}`, { cause });
  } finally {
    client.off("error", remember);
  }
}

function checkServer(info: string, { name, logger }: { name: string; logger: Logger }): void {
  const { version = "0", policy } = readServer(info);
  if (version.localeCompare(oldestRedis, "en", { numeric: true }) < 0) {
    throw new AppError("unavailable", `${name} is version ${version}; ${oldestRedis} or newer is needed`);
  }
  if (policy !== undefined && policy !== "noeviction") {
    logger.warn(
      { queue: name, maxmemoryPolicy: policy },
      "Redis may evict batches when its memory is full; set maxmemory-policy to noeviction",
    );
  }
}

interface RedisMemory {
  readonly usedBytes: number;
  /** 0 where there is no limit. */
  readonly maxBytes: number;
  readonly policy: string | undefined;
}

function readMemory(info: string): RedisMemory {
  const read = (field: string) => Number(readField(info, field) ?? 0);
  return { usedBytes: read("used_memory"), maxBytes: read("maxmemory"), policy: readField(info, "maxmemory_policy") };
}

/** Redis refuses writes when its memory is full, or drops any key, depending on its policy. */
function judgeMemory({ usedBytes, maxBytes, policy }: RedisMemory): BackendTrouble | undefined {
  if (maxBytes === 0) return undefined;
  if (policy !== undefined && policy !== "noeviction")
    return { stops: false, detail: `it may drop batches when its memory is full: maxmemory-policy is ${policy}` };
  if (usedBytes < maxBytes) return undefined;
  return {
    stops: true,
    detail: `its memory is full (maxmemory is ${formatBytes(maxBytes)}): papers wait in the store`,
  };
}

/** Reads the answer to Redis' command INFO. */
export function readServer(info: string) {
  return { version: readField(info, "redis_version"), policy: readField(info, "maxmemory_policy") };
}

function readField(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, "m").exec(info)?.[1];
}

/** BullMQ prints a warning about the policy for each connection; ours is in the log. */
function hideEvictionPolicy(client: Redis): void {
  const info = client.info.bind(client);
  const duplicate = client.duplicate.bind(client);
  Object.assign(client, {
    // With a callback, ioredis itself checks whether the server is ready.
    info: (...callback: []) =>
      callback.length > 0 ? info(...callback) : info().then((text) => text.replace(/^maxmemory_policy:.*$/m, "")),
    duplicate: (override?: Partial<RedisOptions>) => {
      const copy = duplicate(override);
      hideEvictionPolicy(copy);
      return copy;
    },
  });
}
