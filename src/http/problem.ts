import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Problem } from "../domain/http/problem.js";
import { renderProblem, wantsPage } from "./problem-page.js";
import { AppError, describeError, type ErrorCode } from "../errors.js";

/** HTTP status and title of each code. */
export const errorStatuses: Record<ErrorCode, { readonly status: number; readonly title: string }> = {
  bad_input: { status: 400, title: "The request is malformed" },
  unauthorized: { status: 401, title: "An API key is required" },
  forbidden: { status: 403, title: "Not for pages of other sites" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  timed_out: { status: 408, title: "Too slow" },
  conflict: { status: 409, title: "Conflict with the current state" },
  unsupported_type: { status: 415, title: "Type not supported" },
  too_large: { status: 413, title: "Too large" },
  internal: { status: 500, title: "Internal error" },
  damaged: { status: 500, title: "Damaged data" },
  too_many: { status: 429, title: "Too many at once" },
  overloaded: { status: 503, title: "Overloaded" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
  model_missing: { status: 503, title: "The model is missing" },
  folder_in_use: { status: 503, title: "The data folder is in use" },
};

export const answerUnknownRoute: RequestHandler = (request) => {
  throw new AppError("not_found", `There is no ${request.method} ${request.path}. GET /docs lists what there is.`);
};

/** @param logDefect receives errors that are defects of the server, with their causes */
export function answerProblem(
  logDefect: (error: unknown, request: { method: string; path: string }) => void,
): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    // The caller disconnected while sending the body: no answer can be sent, and it is not a defect.
    if (request.destroyed && !request.complete) return;
    const error = toAppError(thrown);
    const { status } = errorStatuses[error.code];
    if (status === 500) logDefect(thrown, { method: request.method, path: request.path });
    if (response.headersSent) {
      next(thrown);
      return;
    }
    if (status === 429 || status === 503) response.set("Retry-After", "1");
    if (status === 401) response.set("WWW-Authenticate", "Bearer");
    const problem = describeProblem(error);
    response.status(status).vary("Accept");
    if (wantsPage(request)) response.type("html").send(renderProblem(problem, request));
    else response.type("application/problem+json").send(JSON.stringify(problem));
  };
}

/** What a caller reads of an error. */
export function describeProblem({ code, message, details, members }: AppError): Problem {
  const { status, title } = errorStatuses[code];
  const detail = status === 500 ? "An internal error occurred; the log has the details." : message;
  const errors = details.length > 0 ? { errors: [...details] } : {};
  return { type: `urn:paperkin:error:${code}`, title, status, detail, code, ...errors, ...members };
}

/**
 * Includes the errors of Express (a body that is too large, not JSON, in an odd charset; a path that cannot be
 * decoded).
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { type, status, limit } = thrown as { type?: string; status?: number; limit?: number };
  if (type === "entity.too.large") {
    return new AppError(
      "too_large",
      `The body is larger than ${limit} bytes, the limit here. Papers sent as application/x-ndjson are streamed, without a limit.`,
    );
  }
  if (type === "entity.parse.failed")
    return new AppError("bad_input", `The body is not JSON: ${describeError(thrown)}`);
  if (status === 415) return new AppError("unsupported_type", describeError(thrown));
  if (status !== undefined && status >= 400 && status < 500) return new AppError("bad_input", describeError(thrown));
  return new AppError("internal", describeError(thrown), { cause: thrown });
}
