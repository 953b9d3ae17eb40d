import type { z } from "zod";
import type { PaperkinClient } from "../../client/index.js";
import { type AnswerOf, type OperationName, operations, type Operations } from "../../operations/index.js";
import type { OperationList } from "../../operations/operation.js";
import type { Services } from "../../services/services.js";

/** Services that are one read operation of a server: the same name, its query as the request, the same answer. */
export type RemoteReads = {
  readonly [
    Name in OperationName & keyof Services as RemoteRead<Operations[Name]> extends Services[Name] ? Name : never
  ]: Services[Name];
};

type RemoteRead<Op> = Op extends { readonly method: "get"; readonly scope: "read"; readonly params?: never }
  ? (
      query: Op extends { readonly query: infer Query extends z.ZodType } ? z.input<Query> : void,
    ) => Promise<AnswerOf<Op>>
  : unknown;

/** Asks the server for each of them: a new read operation needs no line here. */
export function createRemoteReads(client: PaperkinClient): RemoteReads {
  const reads = Object.entries<OperationList[string]>(operations).filter(
    ([, { method, scope, params }]) => method === "get" && scope === "read" && !params,
  );
  const call = client.call as (address: string, request: { readonly query: unknown }) => Promise<unknown>;
  return Object.fromEntries(
    reads.map(([name, { path }]) => [name, (query: unknown) => call(`GET ${path}`, { query })]),
  ) as unknown as RemoteReads;
}
