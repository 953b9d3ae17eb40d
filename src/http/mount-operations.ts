import type { Request, RequestHandler, Response, Router } from "express";
import { z } from "zod";
import { parseInput } from "../domain/input/check-input.js";
import type { FieldSelection } from "../domain/paper/field-selection.js";
import { AppError } from "../errors.js";
import { operations } from "../operations/index.js";
import type { Operation } from "../operations/operation.js";
import type { Handlers } from "./handler.js";
import { jsonTypes } from "./middleware/read-body.js";
import { createQueryReader } from "./read-query.js";
import { selectFields } from "./select-fields.js";

export interface MountOptions {
  readonly handlers: Handlers;
  /** What an operation's requests pass before its handler: the reading of a body, limits. */
  readonly admit: (operation: Operation) => readonly RequestHandler[];
  /** Whose request it is; nobody's where an operation is open to all. */
  readonly findReader: (request: Request) => string | undefined;
}

/** Mounts every operation with its handler, and refuses other methods at the same paths. */
export function mountOperations(router: Router, { handlers, admit, findReader }: MountOptions): void {
  const list = Object.entries<Operation>(operations).toSorted(([, one], [, other]) =>
    comparePaths(one.path, other.path),
  );
  for (const [name, operation] of list) {
    const handle = (handlers as unknown as Record<string, Handler>)[name] as Handler;
    router[operation.method](
      toExpressPath(operation.path),
      ...admit(operation),
      answerWith(operation, { handle, findReader }),
    );
  }
  mountRefusals(
    router,
    list.map(([, operation]) => operation),
  );
}

/** Express takes the first path that fits: what is written out goes before a parameter, which would take it as a value. */
function comparePaths(one: string, other: string): number {
  // A brace is behind all letters, and the slash behind the dot of an ending.
  const [first, second] = [one, other].map((path) => `${path.replace(/\{\w+\}/g, "{")}/`) as [string, string];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Untyped, because the schemas have already checked the input. */
type Handler = (input: Readonly<Record<string, unknown>>) => Promise<unknown>;

interface Answering extends Pick<MountOptions, "findReader"> {
  readonly handle: Handler;
}

function answerWith(operation: Operation, { handle, findReader }: Answering): RequestHandler {
  const query = operation.query ?? (operation.scope === "open" ? anything : nothing);
  const readQuery = createQueryReader(query);
  return async (request, response) => {
    const signal = followClient(response);
    const parsed = {
      params: operation.params && parseInput(operation.params, request.params, { kind: "parameter" }),
      query: parseInput(query, readQuery(request.query), { kind: "parameter" }),
      body: hasOtherBody(operation, request) ? undefined : parseBody(operation, request),
    };
    const reader = findReader(request) ?? nobody;
    const answer = await handle({ ...parsed, reader, request, response, signal }).catch((error: unknown) => {
      if (error !== signal.reason) throw error;
      return gone;
    });
    if (answer === gone) return;
    const fields = readFields(parsed.query) ?? readFields(parsed.body);
    if (answer !== undefined)
      sendAnswer(response, operation.status ?? 200, fields ? selectFields(answer, fields) : answer);
    else if (!response.headersSent) response.status(204).end();
  };
}

/** The reader of a request without a key to an operation that is open to all; nothing is kept for it. */
const nobody = "";

/** In place of an answer that nobody waits for. */
const gone = Symbol("the client has disconnected");

/** Aborts when the client disconnects before it has the answer. */
function followClient(response: Response): AbortSignal {
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}

/** Answers with timings are never the same twice: a hash of them as their ETag would be of no use. */
function sendAnswer(response: Response, status: number, answer: unknown): void {
  response.status(status);
  if (!("timings" in (answer as object))) return void response.json(answer);
  const body = Buffer.from(JSON.stringify(answer));
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", body.length);
  response.end(body);
}

/** Of an operation without parameters, or without a body. */
const nothing = z.strictObject({});
/** Probes and browsers add parameters of their own to the addresses that are open to all. */
const anything = z.looseObject({});

/** The fields of papers that a request asks for. */
function readFields(part: unknown): FieldSelection | undefined {
  return (part as { readonly fields?: FieldSelection } | undefined)?.fields;
}

/** A known path with another method is answered with the methods that it accepts. */
function mountRefusals(router: Router, list: readonly Operation[]): void {
  for (const path of new Set(list.map((operation) => operation.path))) {
    const methods = list.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
    // Express answers HEAD wherever it answers GET.
    const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    router.all(toExpressPath(path), (request, response) => {
      response.set("Allow", allowed);
      if (request.method !== "OPTIONS")
        throw new AppError("method_not_allowed", `${path} accepts ${allowed}, not ${request.method}.`);
      response.status(204).end();
    });
  }
}

const openPaths = Object.values<Operation>(operations)
  .filter(({ scope }) => scope === "open")
  .map(({ path }) => new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`));

/** Whether a request is for an operation that needs no key. */
export function isOpenAddress({ baseUrl, path }: Pick<Request, "baseUrl" | "path">): boolean {
  return openPaths.some((open) => open.test(`${baseUrl}${path}`));
}

function toExpressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** Whether the handler reads the body itself. */
export function hasOtherBody({ bodyTypes = [] }: Operation, request: Request): boolean {
  return bodyTypes.length > 0 && typeof request.is([...bodyTypes]) === "string";
}

function parseBody({ method, body: schema, bodyTypes = [] }: Operation, request: Request): unknown {
  if (!schema) return void parseInput(nothing, request.body ?? {});
  const accepted = method === "patch" ? jsonTypes : ["application/json"];
  const isEmpty = request.get("content-length") === "0";
  if (!isEmpty && request.is(accepted) === false) {
    const given = request.get("content-type");
    const reason = given === undefined ? "it has no Content-Type" : `${given.slice(0, 100)} is not accepted here`;
    throw new AppError("unsupported_type", `Send the body as ${[...accepted, ...bodyTypes].join(", ")}: ${reason}.`);
  }
  return parseInput(schema, request.body);
}
