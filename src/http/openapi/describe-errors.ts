import { type ErrorCode, errorCodes } from "../../errors.js";
import type { Operation } from "../../operations/operation.js";
import { errorStatuses } from "../problem.js";
import type { Answer, Reference } from "./document.js";

/** The errors of an operation, as references to the answers that {@link describeProblems} lists. */
export function describeErrors(operation: Operation): Readonly<Record<string, Reference>> {
  const statuses = new Set(listErrors(operation).map((code) => errorStatuses[code].status));
  for (const status of Object.keys(operation.otherAnswers ?? {})) statuses.delete(Number(status));
  return Object.fromEntries(
    [...statuses].map((status) => [status, { $ref: `#/components/responses/${nameStatus(status)}` }]),
  );
}

/** One answer for each error status, with its codes. */
export function describeProblems(): Readonly<Record<string, Answer>> {
  const reachable = errorCodes.filter((code) => !onlyAtStart.has(code));
  const statuses = new Set(reachable.map((code) => errorStatuses[code].status));
  const ascending = [...statuses].toSorted((one, other) => one - other);
  return Object.fromEntries(ascending.map((status) => [nameStatus(status), describeProblem(status, reachable)]));
}

/** Errors that end the process before it listens. */
const onlyAtStart: ReadonlySet<ErrorCode> = new Set(["model_missing", "folder_in_use"]);

function listErrors({ scope, params, query, body, errors = [] }: Operation): readonly ErrorCode[] {
  return [
    ...((params ?? query ?? body) ? (["bad_input"] as const) : []),
    ...(scope !== "open" ? (["unauthorized", "forbidden"] as const) : []),
    ...(body ? (["timed_out", "too_large", "unsupported_type"] as const) : []),
    ...errors,
    "internal",
    ...(scope !== "open" ? (["too_many", "overloaded"] as const) : []),
  ];
}

function describeProblem(status: number, reachable: readonly ErrorCode[]): Answer {
  const codes = reachable.filter((code) => errorStatuses[code].status === status);
  const headers = headersOf[status];
  return {
    description: meanings[status] ?? codes.map((code) => errorStatuses[code].title).join("; "),
    ...(headers && { headers }),
    content: {
      "application/problem+json": {
        schema: {
          $ref: "#/components/schemas/Problem",
          properties: { status: { const: status }, code: { enum: codes } },
        },
      },
    },
  };
}

const names: Readonly<Record<number, string>> = {
  400: "BadInput",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  408: "TooSlow",
  409: "Conflict",
  413: "TooLarge",
  415: "UnsupportedType",
  429: "TooMany",
  500: "Internal",
  503: "Unavailable",
};

const meanings: Readonly<Record<number, string>> = {
  400: "The request is malformed; `errors` lists the fields and what was expected",
  401: "The server requires an API key, and it is missing or wrong",
  403: "A browser sent the request for a page of another site, by `Origin` or `Sec-Fetch-Site`, or under a name that is not the server's",
  404: "The requested resource does not exist",
  405: "The path exists but does not accept this method; only for methods that the document does not list",
  408: "The body did not arrive in time; `detail` names the limit",
  409: "The current state does not allow it",
  413: "The body is larger than `BODY_LIMIT_BYTES`; newline-delimited JSON is streamed and has no limit",
  415: "The body is of another type than the operation accepts; `detail` names those",
  429: "Too many requests of one address are in progress; `detail` names the limit",
  500: "A defect, or damaged data; the log has details",
  503: "Too many requests are in progress, or a required part is unavailable",
};

const retryAfter = {
  "Retry-After": { description: "Seconds to wait before trying again", schema: { type: "integer" } },
};

const headersOf: Readonly<Record<number, Answer["headers"]>> = {
  401: { "WWW-Authenticate": { description: "`Bearer`", schema: { type: "string" } } },
  405: { Allow: { description: "The methods that the path accepts", schema: { type: "string" } } },
  429: retryAfter,
  503: retryAfter,
};

function nameStatus(status: number): string {
  const name = names[status];
  if (name === undefined) throw new Error(`the status ${status} has no name in the document`);
  return name;
}
