import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { parseInput } from "../../domain/input/check-input.js";
import { type DeskCalls, type DeskName, deskOperations } from "./desk.js";
import type { Operation } from "../operation.js";

type CallDesk = (name: DeskName, request: object, options: CallOptions) => Promise<unknown>;

/** The desk of a reader whose calls are answered by the functions of this process. The input is checked as over HTTP. */
export function bindDesk(desk: object, reader: string): DeskCalls {
  const functions = desk as Readonly<Record<DeskName, (call: object) => Promise<unknown>>>;
  return eachOperation((name, request, options) =>
    functions[name]({ ...parseRequest(deskOperations[name], request), ...options, reader }),
  );
}

/** The desk of a server, whose key says who the reader is. */
export function forwardDesk(
  call: (address: string, request: object, options: CallOptions) => Promise<unknown>,
): DeskCalls {
  return eachOperation((name, request, options) => {
    const { method, path } = deskOperations[name];
    return call(`${method.toUpperCase()} ${path}`, request, options);
  });
}

function eachOperation(callDesk: CallDesk): DeskCalls {
  const names = Object.keys(deskOperations) as DeskName[];
  const calls = names.map((name) => [
    name,
    async (request: object = {}, options: CallOptions = {}) => callDesk(name, request, options),
  ]);
  return Object.fromEntries(calls) as DeskCalls;
}

interface Parts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

function parseRequest({ params, query, body }: Operation, given: Parts): Parts {
  return {
    params: params && parseInput(params, given.params, { kind: "parameter" }),
    query: query && parseInput(query, given.query ?? {}, { kind: "parameter" }),
    body: body && parseInput(body, given.body),
  };
}
