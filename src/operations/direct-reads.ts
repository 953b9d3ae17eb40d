import type { z } from "zod";
import { type AnswerOf, type OperationName, operations, type Operations } from "./index.js";
import type { OperationList } from "./operation.js";

/**
 * Reads that map directly to one service: the same name, the query as its request, the same answer. Their handlers and
 * their calls to a remote server are derived.
 */
export type DirectReads<Services> = {
  readonly [
    Name in OperationName & keyof Services as DirectRead<Operations[Name], Services[Name]> extends true ? Name : never
  ]: Services[Name];
};

/** The service accepts the parsed query, and what it accepts can be sent as the query. */
type DirectRead<Op, Service> = Op extends { readonly method: "get"; readonly scope: "read"; readonly params?: never }
  ? Service extends (query: QueryOf<Op, "parsed">) => Promise<AnswerOf<Op>>
    ? ((query: QueryOf<Op, "sent">) => Promise<AnswerOf<Op>>) extends Service
      ? true
      : false
    : false
  : false;

type QueryOf<Op, As extends "parsed" | "sent"> = Op extends { readonly query: infer Query extends z.ZodType }
  ? { parsed: z.output<Query>; sent: z.input<Query> }[As]
  : void;

/** Names and paths of all candidates in the list; the type selects those that match a service. */
export const directReads = Object.entries<OperationList[string]>(operations).flatMap(
  ([name, { method, scope, params, answer, path }]) =>
    method === "get" && scope === "read" && !params && answer ? [{ name, path }] : [],
);
