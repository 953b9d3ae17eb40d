import { describeError, type ErrorCode, errorCodes, type ErrorDetail } from "../errors.js";
import type { TableHead } from "../domain/tables/table-head.js";
import { PaperkinError } from "./client-error.js";

/** The error for a request without an answer. */
export function explainFailure(server: string, cause: unknown): PaperkinError {
  const reason = describeNetworkFailure(cause);
  const detail = `No answer from ${server}: ${reason}. Is the server running? Start it with: paperkin serve`;
  return new PaperkinError("unavailable", detail, { cause });
}

/** Of a chain of causes, only the last error explains why the fetch failed. */
function describeNetworkFailure(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  // Node tries both address families of `localhost` and joins their errors into one without a message.
  if (deepest instanceof AggregateError) deepest = deepest.errors[0];
  return describeError(deepest);
}

/** The error for an answer that reports one. */
export async function readProblem(server: string, response: Response, signal: AbortSignal): Promise<PaperkinError> {
  const { status } = response;
  const {
    code,
    detail,
    errors = [],
    table,
    sheet,
    sheets,
  } = ((await readJson(response, signal)) ?? {}) as Partial<Problem>;
  if (typeof code === "string" && typeof detail === "string")
    return new PaperkinError(knownCodes.has(code) ? code : "internal", detail, {
      status,
      details: errors,
      ...(table && { members: { table, ...(sheets && { sheet, sheets }) } }),
    });
  const unexplained = `${server} answered ${status} without an explanation: is it a paperkin server?`;
  return new PaperkinError("unavailable", unexplained, { status });
}

interface Problem {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: readonly ErrorDetail[];
  readonly table: TableHead;
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/** A later version of the server may have more codes. */
const knownCodes: ReadonlySet<string> = new Set(errorCodes);

/** Resolves with `undefined` if the body is not JSON. */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
