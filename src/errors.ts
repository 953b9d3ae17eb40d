/**
 * The one error type. Every failure that a user can meet carries a code of this closed list; what a code means
 * to HTTP is decided in `http/`, what it means to a shell in `cli/`.
 */
export const errorCodes = [
  "bad_input", // what the caller sent is malformed; `details` says where
  "too_large", // a limit of size was passed; the message names the limit
  "not_found", // the named paper, job or model does not exist
  "method_not_allowed", // the address exists, but not for this method; the message names those it takes
  "conflict", // the request contradicts the present state (a job that has ended, a model that differs)
  "unauthorized", // an API key is required and was missing or wrong
  "forbidden", // a web page of another site had a browser ask
  "overloaded", // more work than the limits allow is under way; try again shortly
  "unavailable", // a part that is needed (queue, model, index) cannot be reached just now
  "model_missing", // no source could give the model's files
  "damaged", // a file failed its checksum or cannot be read
  "folder_in_use", // another process owns the data folder
  "internal", // a defect in paperkin
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One finding about bad input: where it is, and what was expected there. */
export interface ErrorDetail {
  readonly path: string;
  readonly message: string;
}

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly details?: readonly ErrorDetail[];
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details ?? [];
  }
}

/** Says in one line what went wrong, for logs and stored failure reasons. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message;
  // Some libraries throw plain objects.
  return typeof error === "object" && error !== null ? (JSON.stringify(error) ?? "unknown") : String(error);
}
