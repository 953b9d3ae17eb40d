import type { ChainableCommander, Redis } from "ioredis";
import { describeUrl } from "../describe-url.js";
import { guardConnections, trust } from "../redis-tls.js";
import { toAppError } from "./to-app-error.js";

export interface RedisServer {
  /** `redis://…` or `rediss://…`; may hold a user and a password, which are never shown. */
  readonly url: string;
  /** Certificates that a `rediss://` server is checked against in place of the system's, as PEM text. */
  readonly ca?: string | undefined;
}

export type RedisValue = string | number | Buffer;
export type RedisCommand = readonly [name: string, ...words: RedisValue[]];

/**
 * A connection that reconnects by itself. Both ways to ask throw `unavailable`, which says what to do, within 2 s while
 * Redis is down or refuses to work. No command is sent twice.
 */
export interface RedisConnection {
  /** For display: the address, without user and password. */
  readonly name: string;
  ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /**
   * Sends commands together, and returns their answers in order. With `atOnce`, nothing comes between them, and all of them
   * are done or none.
   */
  pipe(commands: readonly RedisCommand[], options?: { readonly atOnce?: boolean }): Promise<readonly unknown[]>;
  close(): void;
}

/** How long a command may take, and how long one waits for a lost connection to come back. Together below 2 s. */
const answerMs = 1_500;
const graceMs = 400;
/** A connection on which nothing comes is given up, and opened anew. */
const silenceMs = 3_000;
const maxReconnectMs = 500;

/** Throws `unavailable` when Redis cannot be reached. */
export async function connectRedis({ url, ca }: RedisServer): Promise<RedisConnection> {
  const name = `Redis at ${describeUrl(url)}`;
  const { Redis: Client } = await import("ioredis");
  const options = {
    lazyConnect: true,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    socketTimeout: silenceMs,
    // A client that disconnects twice keeps the process alive for this long.
    disconnectTimeout: 200,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times: number) => Math.min(times * 50, maxReconnectMs),
    ...trust(ca),
  };
  const client = guardConnections(new Client(url, options));
  const untilReady = watchReadiness(client);
  const ask: RedisConnection["ask"] = async (question) => {
    try {
      await untilReady();
      return await question(client);
    } catch (cause) {
      throw toAppError(name, cause);
    }
  };
  try {
    // It reports only that the connection was closed; waiting tells the reason.
    await client.connect().catch(untilReady);
  } catch (cause) {
    client.disconnect();
    throw toAppError(name, cause);
  }
  return {
    name,
    ask,
    pipe: (commands, { atOnce = false } = {}) =>
      ask((redis) => runPipeline(atOnce ? redis.multi() : redis.pipeline(), commands)),
    close: () => client.disconnect(),
  };
}

/** Returns what waits for the connection, until it has been lost for a moment; then it throws why. */
function watchReadiness(client: Redis): () => Promise<void> {
  let lostAt: number | undefined;
  let lastError: Error | undefined;
  client.on("error", (error) => (lastError = error));
  client.on("close", () => (lostAt ??= performance.now()));
  client.on("ready", () => (lostAt = lastError = undefined));
  return async () => {
    if (client.status === "ready") return;
    const leftMs = (lostAt ?? performance.now()) + graceMs - performance.now();
    if (leftMs > 0 && (await becomesReady(client, leftMs))) return;
    throw lastError ?? new Error("the connection is closed");
  };
}

async function becomesReady(client: Redis, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isReady: boolean) => {
      clearTimeout(timer);
      client.off("ready", ready);
      resolve(isReady);
    };
    const ready = () => end(true);
    const timer = setTimeout(end, withinMs, false);
    client.on("ready", ready);
  });
}

async function runPipeline(
  pipeline: ChainableCommander,
  commands: readonly RedisCommand[],
): Promise<readonly unknown[]> {
  if (commands.length === 0) return [];
  for (const [name, ...words] of commands) pipeline.call(name, ...words);
  const answers = (await pipeline.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}
