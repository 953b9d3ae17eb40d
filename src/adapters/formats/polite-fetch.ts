import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { buildConnector } from "undici";
import { readRetryAfter } from "../../domain/http/retry-after.js";
import { AppError, describeError } from "../../errors.js";
import { guardLookup, isPrivateAddress, privateSetting } from "../private-addresses.js";

export interface PoliteFetchOptions {
  /** From the end of one request to the start of the next. */
  readonly pauseMs: number;
  /** Identifies the client, as sources require. */
  readonly userAgent: string;
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** Whether only servers of the public Internet are called, also after a redirect. A proxy sees to that itself. */
  readonly isPublicOnly?: boolean;
  /** Replaces the delay in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

/** Streams the body of a response. Throws `unavailable`, or `bad_input` for a request that the server refuses. */
export type PoliteFetch = (address: string, signal?: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

const lookUpName = lookup as unknown as LookupFunction;
const maxAttempts = 5;
const maxWaitMs = 10 * 60_000;
/** A page is a few MB at most. */
const maxBodyBytes = 64 * 1024 * 1024;

/**
 * Sends one request at a time with a pause after each, and repeats one that is answered 429 or 503 after the requested
 * wait.
 */
export function createPoliteFetch(options: PoliteFetchOptions): PoliteFetch {
  const { pauseMs, wait = (ms, signal) => delay(ms, undefined, signal && { signal }) } = options;
  let isFirst = true;
  let statedMs = 0;
  return async (address, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      if (!isFirst) await wait(Math.max(pauseMs, statedMs), signal);
      isFirst = false;
      const response = await send(address, options, signal);
      statedMs = readStatedPause(response.headers) ?? statedMs;
      if (response.ok && response.body) return limitBody(response.body, address);
      await response.body?.cancel();
      const isBusy = response.status === 429 || response.status === 503;
      if (!isBusy || attempt === maxAttempts) throw describeRefusal(address, response);
      const waitMs = readRetryAfter(response.headers.get("retry-after"), Date.now()) ?? pauseMs * 2 ** attempt;
      if (waitMs > maxWaitMs) throw describeRefusal(address, response);
      await wait(waitMs, signal);
    }
  };
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

async function send(address: string, options: PoliteFetchOptions, signal?: AbortSignal): Promise<Answer> {
  const { buildConnector, EnvHttpProxyAgent, fetch } = await import("undici");
  const { httpProxy = "", httpsProxy = "", noProxy = "", userAgent, isPublicOnly = false } = options;
  // Undici reads undefined options from the environment, which config.ts has already read.
  const proxies = { httpProxy, httpsProxy, noProxy };
  const connect = isPublicOnly ? { connect: guardConnector(buildConnector({ lookup: guardLookup(lookUpName) })) } : {};
  const dispatcher = new EnvHttpProxyAgent({ ...proxies, headersTimeout: 120_000, ...connect });
  try {
    return await fetch(address, { dispatcher, headers: { "user-agent": userAgent }, ...(signal && { signal }) });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new AppError("unavailable", `${hideKey(address)} cannot be reached: ${describeCause(cause)}`, { cause });
  }
}

/** An address in place of a name is not looked up. */
function guardConnector(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    const { hostname } = options;
    if (!isPrivateAddress(hostname)) return connect(options, callback);
    callback(new Error(`${hostname} is a private address (${privateSetting})`), null);
  };
}

/** The pause that Crossref states: so many requests in an interval such as `1s`. */
function readStatedPause(headers: Answer["headers"]): number | undefined {
  const limit = Number(headers.get("x-rate-limit-limit"));
  const seconds = Number(/^(\d+)s?$/.exec(headers.get("x-rate-limit-interval")?.trim() ?? "")?.[1]);
  return limit > 0 && seconds > 0 ? Math.min((seconds * 1000) / limit, maxWaitMs) : undefined;
}

async function* limitBody(body: AsyncIterable<Uint8Array>, address: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new AppError("too_large", `${hideKey(address)} returned more than 64 MiB.`);
    yield chunk;
  }
}

function describeRefusal(address: string, { status, statusText }: Answer): AppError {
  const isClientError = status >= 400 && status < 500 && status !== 429;
  return new AppError(
    isClientError ? "bad_input" : "unavailable",
    `${hideKey(address)} answered ${status} ${statusText}`.trim(),
  );
}

/** Keeps the API key and the email address out of messages. */
function hideKey(address: string): string {
  return address.replace(/([?&](?:api_key|mailto)=)[^&]*/g, "$1…");
}

/** Fetch reports only that it failed; the last error in the chain of causes has the reason. */
function describeCause(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  if (deepest instanceof AggregateError) deepest = deepest.errors[0];
  return describeError(deepest);
}
