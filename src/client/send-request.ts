import { z } from "zod";
import { describeError, errorCodes } from "../errors.js";
import type { CallOptions, ClientOptions } from "./client.js";
import { PaperkinError } from "./client-error.js";
import { pause } from "./pause.js";
import { createUpload, type Upload } from "./upload.js";

export type QueryValues = Readonly<Record<string, unknown>>;

interface Asked extends CallOptions {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Lists are repeated, what is undefined is left out. */
  readonly query?: QueryValues;
  readonly json?: unknown;
  /** A body that is streamed, with its type and the name of its file. */
  readonly upload?: {
    readonly type: string;
    readonly name?: string | undefined;
    readonly chunks: AsyncIterable<Uint8Array>;
  };
  /** Whether it does no harm twice. A stream can never be sent again. */
  readonly repeatable?: boolean;
}

export interface SendRequest {
  <Answer>(request: Asked & { readonly answer: z.ZodType<Answer> }): Promise<Answer>;
  /** The answer's body as it comes; the time limit holds until it begins. */
  open(request: Asked): Promise<ReadableStream<Uint8Array>>;
}

const defaultTimeoutMs = 30_000;
const defaultTries = 3;
/** A pause that the server asks for beyond this is the caller's to decide on. */
const longestPauseMs = 20_000;

/** Throws {@link PaperkinError}, and what an abort or the source of an upload gives as its reason. */
export function createSender(options: ClientOptions): SendRequest {
  const url = options.url.replace(/\/+$/, "");
  const server = { ...options, url };
  const send = async <Answer>(request: Asked & { readonly answer: z.ZodType<Answer> }): Promise<Answer> =>
    withinTime(server, request, async (signal) => {
      const response = await sendUntilTaken(server, request, signal);
      const body = response.status === 204 ? undefined : await readJson(response, signal);
      const parsed = request.answer.safeParse(body);
      if (parsed.success) return parsed.data;
      const detail = `${url} answers, but not as this version of paperkin does: is it a paperkin server?`;
      throw new PaperkinError("unavailable", detail, { status: response.status, cause: parsed.error });
    });
  const open = (request: Asked) =>
    withinTime(server, request, async (signal) => {
      const { body } = await sendUntilTaken(server, request, signal);
      return body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
    });
  return Object.assign(send, { open });
}

/** Ends the work with the caller's signal or when the time is over. */
async function withinTime<Result>(
  server: ClientOptions,
  { signal, timeoutMs = server.timeoutMs ?? defaultTimeoutMs }: CallOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const timer = timeoutMs === Infinity ? undefined : setTimeout(() => late.abort(), timeoutMs);
  try {
    return await work(AbortSignal.any([late.signal, ...(signal ? [signal] : [])]));
  } catch (error) {
    signal?.throwIfAborted();
    if (late.signal.aborted)
      throw new PaperkinError("unavailable", `No answer from ${server.url} within ${timeoutMs / 1000} s.`, {
        cause: error,
      });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** An answer that is no error. Sends again, after the pause that it asks for, while the server is only busy. */
async function sendUntilTaken(server: ClientOptions, request: Asked, signal: AbortSignal): Promise<Response> {
  const tries = request.repeatable === false || request.upload ? 1 : (server.tries ?? defaultTries);
  for (let tried = 1; ; tried += 1) {
    const response = await reach(server, request, signal);
    if (response.ok) return response;
    const pauseMs = readPause(response, tried);
    if (tried >= tries || pauseMs === undefined) throw await readProblem(server, response, signal);
    await response.body?.cancel();
    await pause(pauseMs, signal);
  }
}

/** Milliseconds until another try, where one makes sense. */
function readPause({ status, headers }: Response, tried: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const asked = headers.get("retry-after") ?? "";
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  const pauseMs = Number.isNaN(seconds) ? 500 * 2 ** tried : Math.max(0, seconds * 1000);
  return pauseMs <= longestPauseMs ? pauseMs : undefined;
}

async function reach(server: ClientOptions, request: Asked, signal: AbortSignal): Promise<Response> {
  const { method = "GET", path, query = {}, json } = request;
  const name = request.upload?.name;
  const upload = request.upload && createUpload(request.upload.chunks);
  const type = request.upload?.type ?? (json === undefined ? undefined : "application/json");
  const headers = {
    ...(type !== undefined && { "content-type": type }),
    ...(name !== undefined && { "x-file-name": encodeURIComponent(name) }),
    ...(server.apiKey !== undefined && { authorization: `Bearer ${server.apiKey}` }),
  };
  const body = upload
    ? { body: upload.stream, duplex: "half" as const }
    : json !== undefined && { body: JSON.stringify(json) };
  try {
    return await (server.fetch ?? fetch)(`${server.url}${path}${formatQuery(query)}`, {
      method,
      headers,
      signal,
      ...body,
    });
  } catch (cause) {
    throw explainFailure(server, { cause, upload, signal });
  }
}

function formatQuery(values: QueryValues): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) if (item !== undefined) query.append(name, String(item));
  }
  return query.size > 0 ? `?${query.toString()}` : "";
}

interface Failure {
  readonly cause: unknown;
  readonly upload: Upload | undefined;
  readonly signal: AbortSignal;
}

function explainFailure({ url }: ClientOptions, { cause, upload, signal }: Failure): unknown {
  if (signal.aborted) return cause;
  if (upload?.failure) return upload.failure.error;
  const detail = `No answer from ${url}: ${describeNetworkFailure(cause)}. Is the server running? It is started with: paperkin serve`;
  return new PaperkinError("unavailable", detail, { cause });
}

/** The reason is the last of the chain of causes; the errors before it say only that the fetch failed. */
function describeNetworkFailure(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  // Node tries both families of `localhost`, and puts what came of it into one error without a message.
  if (deepest instanceof AggregateError) deepest = deepest.errors[0];
  return describeError(deepest);
}

const problemSchema = z.object({
  detail: z.string(),
  // A later version may know more codes.
  code: z.enum(errorCodes).catch("internal"),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

async function readProblem({ url }: ClientOptions, response: Response, signal: AbortSignal): Promise<PaperkinError> {
  const { status } = response;
  const problem = problemSchema.safeParse(await readJson(response, signal));
  if (problem.success) {
    const { code, detail, errors } = problem.data;
    return new PaperkinError(code, detail, { status, details: errors });
  }
  const detail = `${url} answered ${status} without saying why: is it a paperkin server?`;
  return new PaperkinError("unavailable", detail, { status });
}

/** `undefined` for what is not JSON. */
async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
