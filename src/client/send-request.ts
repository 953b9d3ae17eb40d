import { readRetryAfter } from "../domain/http/retry-after.js";
import type { CallOptions, ClientOptions, FileContent } from "./client.js";
import { PaperkinError } from "./client-error.js";
import { explainFailure, readJson, readProblem } from "./explain-failure.js";
import { pause } from "./pause.js";
import { createUpload } from "./upload.js";

export type QueryValues = Readonly<Record<string, unknown>>;

export interface SentRequest extends CallOptions {
  readonly method?: string;
  readonly path: string;
  /** Lists are repeated; `undefined` is omitted. */
  readonly query?: QueryValues | undefined;
  readonly json?: unknown;
  /** A body that is streamed, with its type and the name of its file. */
  readonly upload?: {
    readonly type: string;
    readonly name?: string | undefined;
    readonly chunks: FileContent;
  };
}

export interface SendRequest {
  /** Resolves with the answer's JSON, without validation; `undefined` for an answer without content. */
  <Answer>(request: SentRequest): Promise<Answer>;
  /** Resolves with the answer's body as a stream; the time limit applies until it begins. */
  open(request: SentRequest): Promise<ReadableStream<Uint8Array>>;
}

const defaultTimeoutMs = 30_000;
const defaultTries = 3;
/** Longer pauses requested by the server are not waited for: the call fails, and the caller decides. */
const maxPauseMs = 20_000;

/** Throws {@link PaperkinError}; rethrows the reason of an abort or of a failed upload. */
export function createSender(options: ClientOptions): SendRequest {
  const server = { ...options, url: options.url.replace(/(?<!\/)\/+$/, "") };
  const send = <Answer>(request: SentRequest) =>
    withinTime(server, request, async (signal) => {
      const response = await sendUntilAccepted(server, request, signal);
      const body = response.status === 204 ? undefined : await readJson(response, signal);
      if (response.status === 204 || (typeof body === "object" && body !== null)) return body as Answer;
      const detail = `${nameServer(server)} does not answer in JSON: is it a paperkin server?`;
      throw new PaperkinError("unavailable", detail, { status: response.status });
    });
  const open = (request: SentRequest) =>
    withinTime(server, request, async (signal) => {
      const { body } = await sendUntilAccepted(server, request, signal);
      return body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
    });
  return Object.assign(send, { open });
}

/** Ends the work at the caller's signal or at the time limit. */
async function withinTime<Result>(
  server: ClientOptions,
  { signal, timeoutMs = server.timeoutMs ?? defaultTimeoutMs }: CallOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const timer = timeoutMs === Infinity ? undefined : setTimeout(() => late.abort(), timeoutMs);
  try {
    return await work(AbortSignal.any([late.signal, ...(signal ? [signal] : [])]));
  } catch (cause) {
    signal?.throwIfAborted();
    if (!late.signal.aborted) throw cause;
    const detail = `No answer from ${nameServer(server)} within ${timeoutMs / 1000} s.`;
    throw new PaperkinError("unavailable", detail, { cause, timedOut: true });
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves with the first successful answer. Retries after a busy answer (429 or 503), unless the body can be sent once only. */
async function sendUntilAccepted(server: ClientOptions, request: SentRequest, signal: AbortSignal): Promise<Response> {
  const isStream = request.upload !== undefined && !(request.upload.chunks instanceof Blob);
  const tries = isStream ? 1 : (request.tries ?? server.tries ?? defaultTries);
  for (let tried = 1; ; tried += 1) {
    const response = await sendOnce(server, request, signal);
    if (response.ok) return response;
    const pauseMs = readPause(response, tried);
    if (tried >= tries || pauseMs === undefined) throw await readProblem(nameServer(server), response, signal);
    await response.body?.cancel();
    await pause(pauseMs, signal);
  }
}

/** Milliseconds until the next try; `undefined` if another try is useless. */
function readPause({ status, headers }: Response, tried: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const pauseMs = readRetryAfter(headers.get("retry-after"), Date.now()) ?? 500 * 2 ** tried;
  return pauseMs <= maxPauseMs ? pauseMs : undefined;
}

async function sendOnce(server: ClientOptions, request: SentRequest, signal: AbortSignal): Promise<Response> {
  const { method = "GET", path, query = {}, json } = request;
  const chunks = request.upload?.chunks;
  const upload = chunks && !(chunks instanceof Blob) ? createUpload(chunks) : undefined;
  const address = `${server.url}${path}${formatQuery(query)}`;
  const body = upload
    ? { body: upload.stream, duplex: "half" as const }
    : chunks instanceof Blob
      ? { body: chunks }
      : json !== undefined && { body: JSON.stringify(json) };
  try {
    return await (server.fetch ?? fetch)(address, { method, headers: listHeaders(server, request), signal, ...body });
  } catch (cause) {
    if (signal.aborted) throw cause;
    if (upload?.failure) throw upload.failure.error;
    throw explainFailure(nameServer(server), cause);
  }
}

function listHeaders({ apiKey }: ClientOptions, { json, upload }: SentRequest): Record<string, string> {
  const key = typeof apiKey === "function" ? apiKey() : apiKey;
  const type = upload?.type ?? (json === undefined ? undefined : "application/json");
  return {
    ...(type !== undefined && { "content-type": type }),
    ...(upload?.name !== undefined && { "x-file-name": encodeURIComponent(upload.name) }),
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
}

function formatQuery(values: QueryValues): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values).flatMap(spreadObject)) {
    for (const item of [value].flat()) if (item !== undefined) query.append(name, String(item));
  }
  return query.size > 0 ? `?${query.toString()}` : "";
}

/** The fields of an object are parameters of their own: `extra.stage`. */
function spreadObject([name, value]: readonly [string, unknown]): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[name, value]];
  return Object.entries(value).map(([field, part]) => [`${name}.${field}`, part] as const);
}

function nameServer({ url }: ClientOptions): string {
  return url === "" || url.startsWith("/") ? "the server" : url;
}
