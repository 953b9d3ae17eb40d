import { type ErrorCode, errorCodes } from "../../errors.js";
import { errorStatuses } from "../problem.js";
import type { Route } from "../route.js";
import type { Answer, Reference } from "./document.js";

/** The errors that can come of a route, as references to the answers that {@link describeProblems} lists. */
export function describeErrors(route: Route): Readonly<Record<string, Reference>> {
  const statuses = new Set(listErrors(route).map((code) => errorStatuses[code].status));
  for (const status of Object.keys(route.otherAnswers ?? {})) statuses.delete(Number(status));
  return Object.fromEntries(
    [...statuses].map((status) => [status, { $ref: `#/components/responses/${nameStatus(status)}` }]),
  );
}

/** One answer for each status that is an error, with the codes that come with it. */
export function describeProblems(): Readonly<Record<string, Answer>> {
  const reachable = errorCodes.filter((code) => !onlyAtStart.has(code));
  const statuses = new Set(reachable.map((code) => errorStatuses[code].status));
  const ascending = [...statuses].toSorted((one, other) => one - other);
  return Object.fromEntries(ascending.map((status) => [nameStatus(status), describeProblem(status, reachable)]));
}

/** These end the process before it listens. */
const onlyAtStart: ReadonlySet<ErrorCode> = new Set(["model_missing", "folder_in_use"]);

function listErrors({ path, params, query, body, errors = [] }: Route): readonly ErrorCode[] {
  return [
    ...((params ?? query ?? body) ? (["bad_input"] as const) : []),
    ...(path.startsWith("/v1/") ? (["unauthorized", "forbidden"] as const) : []),
    ...(body ? (["too_large"] as const) : []),
    ...errors,
    "internal",
    ...(path.startsWith("/v1/") ? (["overloaded"] as const) : []),
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
  409: "Conflict",
  413: "TooLarge",
  500: "Internal",
  503: "Unavailable",
};

const meanings: Readonly<Record<number, string>> = {
  400: "The request is malformed; `errors` says where, and what was expected there",
  401: "The server asks for an API key, and none or a wrong one came",
  403: "A browser asks for a page of another site, by `Origin` or `Sec-Fetch-Site`, or by a name that is not the server's",
  404: "What the address names does not exist",
  405: "The address exists, but not for this method; sent for methods that the document does not list",
  409: "The present state does not allow it",
  413: "The body is larger than `BODY_LIMIT_BYTES`; newline-delimited JSON is streamed and has no limit",
  500: "A defect, or damaged data; the log says more",
  503: "Too much is under way, or a part that is needed cannot be reached just now",
};

const headersOf: Readonly<Record<number, Answer["headers"]>> = {
  401: { "WWW-Authenticate": { description: "`Bearer`", schema: { type: "string" } } },
  405: { Allow: { description: "The methods that the address takes", schema: { type: "string" } } },
  503: { "Retry-After": { description: "Seconds to wait before trying again", schema: { type: "integer" } } },
};

function nameStatus(status: number): string {
  const name = names[status];
  if (name === undefined) throw new Error(`the status ${status} has no name in the document`);
  return name;
}
