import type { errors } from "@opensearch-project/opensearch";
import { AppError, describeError } from "../../errors.js";
import { adviseOnTls } from "../advise-on-tls.js";
import { explainRefusal, readRefusal } from "./explain-refusal.js";

/** An answer that began in time and did not end. */
export class LateAnswer extends Error {
  /** What the client knows of the request. */
  readonly meta: unknown;

  constructor(limitMs: number, meta: unknown) {
    super(`no complete answer within ${limitMs} ms`);
    this.name = "TimeoutError";
    this.meta = meta;
  }
}

/** Any error of the client as an AppError: `unavailable` where the cluster is the reason, else `internal`. */
export function toAppError(error: unknown): AppError {
  const explained = explainFailure(error);
  if (explained instanceof AppError) return explained;
  const refusal = readResponse(error);
  const detail = refusal ? `${refusal.type || "status"} ${refusal.status}: ${refusal.reason}` : describeError(error);
  return new AppError("internal", `OpenSearch refused a request: ${detail}`, { cause: error });
}

/** Makes AppErrors, `unavailable`, of those errors that say something about the cluster, and leaves all others. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const advice = isResponse(error) ? explainRefusal(readResponse(error)!) : explainConnection(error);
  if (advice === undefined) return error;
  return new AppError("unavailable", `${nameNode(error)} ${advice}`, { cause: error });
}

/** The refusal of one action of a bulk request: an AppError where the cluster is the reason, else undefined. */
export function explainAction(status: number, error: unknown): AppError | undefined {
  const advice = explainRefusal(readRefusal(status, error));
  return advice === undefined ? undefined : new AppError("unavailable", `OpenSearch ${advice}`);
}

/** The HTTP status with which the cluster refused a request; undefined for other errors. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof AppError) return statusOf(error.cause);
  return isResponse(error) ? error.statusCode : undefined;
}

function isResponse(error: unknown): error is errors.ResponseError {
  return error instanceof Error && error.name === "ResponseError";
}

function readResponse(error: unknown) {
  return isResponse(error) ? readRefusal(error.statusCode, error.body) : undefined;
}

/** Names of the client's errors that come without an answer. */
const connectionErrors = new Set(["ConnectionError", "TimeoutError"]);

/** The client keeps only the sentence of a failed connection; the first line that fits says what to do. */
const connectionAdvice: readonly (readonly [RegExp, string])[] = [
  [/refused|EHOSTUNREACH|ENETUNREACH/i, "start it, or correct OPENSEARCH_URL"],
  [/ENOTFOUND|EAI_AGAIN/, "correct the name in OPENSEARCH_URL"],
  [/timed out|no complete answer/i, "try again; look at the load and the logs of its nodes"],
];
const tls = { address: "OPENSEARCH_URL", authority: "OPENSEARCH_CA", encrypted: "https://", plain: "http://" };

function explainConnection({ name, message }: Error): string | undefined {
  if (!connectionErrors.has(name)) return undefined;
  const known = connectionAdvice.find(([pattern]) => pattern.test(message))?.[1] ?? adviseOnTls(message, tls);
  return `cannot be reached: ${message}; ${known ?? "check OPENSEARCH_URL and its nodes"}`;
}

/** The name of the node that failed, without user and password. */
function nameNode(error: Error): string {
  const { meta } = error as { meta?: { meta?: { connection?: { url?: URL } } } };
  const url = meta?.meta?.connection?.url;
  return url ? `OpenSearch at ${url.protocol}//${url.host}` : "OpenSearch";
}
