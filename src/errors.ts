/**
 * The only error type. Every failure that a user can encounter has a code of this closed list; `http/` maps codes to
 * statuses, and `cli/` to exit codes.
 */
export const errorCodes = [
  "bad_input", // the input is malformed; `details` says where
  "too_large", // the input exceeds a size limit; the message names the limit
  "timed_out", // the input did not arrive in time; the message names the limit
  "unsupported_type", // the body has a type that the operation does not accept; the message names the accepted ones
  "not_found", // the named paper, job or model does not exist
  "method_not_allowed", // the address exists, but not for this method; the message names the allowed ones
  "conflict", // the request contradicts the current state (a job that has ended, a different model)
  "unauthorized", // an API key is required, and is missing or wrong
  "forbidden", // the request comes from a web page of another site
  "too_many", // this client has its share of the concurrent work; the message names the limit
  "overloaded", // the limits allow no more concurrent work; try again soon
  "unavailable", // a required part (queue, model, index) is currently not reachable
  "model_missing", // no source has the model's files
  "damaged", // a file failed its checksum or cannot be read
  "folder_in_use", // another process owns the data folder
  "internal", // a defect in paperkin
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One problem in bad input: where it is, and what was expected there. */
export interface ErrorDetail {
  readonly path: string;
  readonly message: string;
}

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly details?: readonly ErrorDetail[];
  /** What else a caller needs to correct the input; further members of the problem details. */
  readonly members?: Readonly<Record<string, unknown>>;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details ?? [];
    this.members = options.members ?? {};
  }
}

/** Describes an error in one line, for logs and stored failure reasons. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message;
  // Some libraries throw plain objects.
  return typeof error === "object" && error !== null ? (JSON.stringify(error) ?? "unknown") : String(error);
}
