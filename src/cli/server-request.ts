import { z } from "zod";
import { AppError, describeError, type ErrorCode, errorCodes } from "../errors.js";

export interface ServerAddress {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  readonly apiKey?: string | undefined;
}

export interface ServerRequest<Answer> {
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly json?: unknown;
  /** Streamed as newline-delimited JSON. */
  readonly lines?: AsyncIterable<Uint8Array>;
  /** Streamed as it is; the name of the file is a hint at its format. */
  readonly file?: { readonly name: string | undefined; readonly chunks: AsyncIterable<Uint8Array> };
  readonly answer: z.ZodType<Answer>;
  /** Ends the request with its reason. */
  readonly signal?: AbortSignal | undefined;
}

export type SendRequest = <Answer>(request: ServerRequest<Answer>) => Promise<Answer>;

const problemSchema = z.object({ detail: z.string(), code: z.enum(errorCodes) });

/**
 * Asks a paperkin server. Throws what the server answers as problem details (RFC 9457) with its code, and `unavailable`
 * when nothing answers there, or something that is not paperkin.
 */
export function createServerRequest(address: ServerAddress): SendRequest {
  return async (request) => {
    const response = await reach(address, request);
    const body = await readJson(response);
    if (!response.ok) throw readProblem(address, { status: response.status, body });
    const parsed = request.answer.safeParse(body);
    if (!parsed.success)
      throw new AppError(
        "unavailable",
        `${address.url} answers, but not as this version of paperkin does: is it a paperkin server?`,
        { cause: parsed.error },
      );
    return parsed.data;
  };
}

async function reach({ url, apiKey }: ServerAddress, request: ServerRequest<unknown>): Promise<Response> {
  const { method = "GET", path, json, lines, file, signal } = request;
  const contentType = file ? "application/octet-stream" : lines ? "application/x-ndjson" : "application/json";
  const headers = {
    ...(method === "POST" && { "content-type": contentType }),
    ...(file?.name !== undefined && { "x-file-name": encodeURIComponent(file.name) }),
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  };
  const body = json === undefined ? undefined : JSON.stringify(json);
  const upload = file?.chunks ?? lines;
  const source = upload && watchSource(upload);
  try {
    return await fetch(`${url}${path}`, {
      method,
      headers,
      ...(signal && { signal }),
      ...(source ? { body: source.chunks, duplex: "half" } : body !== undefined && { body }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (source?.failure) throw source.failure.error;
    throw new AppError(
      "unavailable",
      `No answer from ${url}: ${describeNetworkFailure(cause)}. Is the server running? It is started with: paperkin serve`,
      { cause },
    );
  }
}

/** Keeps what the source of an upload failed with: fetch itself says only that it failed. */
function watchSource(upload: AsyncIterable<Uint8Array>) {
  const watched: { chunks: AsyncIterable<Uint8Array>; failure?: { error: unknown } } = {
    chunks: copyChunks(),
  };
  async function* copyChunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* upload;
    } catch (error) {
      watched.failure = { error };
      throw error;
    }
  }
  return watched;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function readProblem({ url }: ServerAddress, { status, body }: { status: number; body: unknown }): AppError {
  const problem = problemSchema.safeParse(body);
  if (problem.success) return new AppError(problem.data.code satisfies ErrorCode, problem.data.detail);
  return new AppError("unavailable", `${url} answered ${status} without saying why: is it a paperkin server?`);
}

/** The reason is the last of the chain of causes; the errors before it say only that the fetch failed. */
function describeNetworkFailure(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  // Node tries both families of `localhost`, and puts what came of it into one error without a message.
  if (deepest instanceof AggregateError) deepest = deepest.errors[0];
  return describeError(deepest);
}
