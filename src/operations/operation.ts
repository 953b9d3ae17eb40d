import type { z } from "zod";
import type { ErrorCode } from "../errors.js";
import type { ApiTag } from "./tags.js";

/** One operation of the API without its implementation: address, schemas, documentation. */
export interface Operation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Parameters are written as `{id}`; each is one percent-encoded segment. */
  readonly path: string;
  /** Who may call it. All but `open` require an API key, if the server has keys. */
  readonly scope: "open" | "read" | "write" | "admin";
  readonly tag: ApiTag;
  readonly summary: string;
  /** Further details for callers, in sentences. */
  readonly description?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** Schema of a JSON body; that of `patch` is a merge patch (RFC 7396). `bodyTypes` are other types, which the handler reads from the request itself. */
  readonly body?: z.ZodType;
  readonly bodyTypes?: readonly string[];
  /** Schema of a JSON answer. `answerType` is another type, which the handler writes to the response itself. */
  readonly answer?: z.ZodType;
  readonly answerType?: string;
  /** Further types of the same answer, which a parameter chooses, each with an example. */
  readonly otherAnswerTypes?: Readonly<Record<string, string>>;
  /** For `text/event-stream`: the name of the events, and the schema of their data, which is JSON. */
  readonly event?: { readonly name: string; readonly data: z.ZodType };
  /** Of a successful answer; 200 by default. */
  readonly status?: number;
  /** Other statuses that are no problem details and when they occur; without a schema of its own, the answer is of the same kind. */
  readonly otherAnswers?: Readonly<Record<number, { readonly when: string; readonly answer?: z.ZodType }>>;
  /** Errors specific to the operation; those of input, keys and load are derived. */
  readonly errors?: readonly ErrorCode[];
  readonly example: OperationExample;
}

/** A request and its answer, with long texts and lists cut short. */
export interface OperationExample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** Bodies of other types, as text. */
  readonly bodies?: Readonly<Record<string, string>>;
  /** JSON, or text where the answer is text; absent where the answer is empty. */
  readonly answer?: unknown;
}

export type OperationList = Readonly<Record<string, Operation>>;

/** The type of the body of `patch`; `application/json` is accepted too. */
export const mergePatchType = "application/merge-patch+json";
