import type { Request, Router } from "express";
import type { z } from "zod";
import { AppError } from "../errors.js";
import { operations } from "../operations/index.js";
import { mergePatchType, type Operation, type OperationList } from "../operations/operation.js";
import type { Handlers } from "./handler.js";
import { createQueryReader } from "./read-query.js";

/** Types of a body that is parsed before its operation is known. */
export const jsonTypes = ["application/json", mergePatchType];

/** Mounts every operation with its handler, and refuses other methods at the same paths. */
export function mountOperations(router: Router, handlers: Handlers): void {
  const list: OperationList = operations;
  for (const [name, operation] of Object.entries(list))
    mountOperation(router, operation, (handlers as unknown as Record<string, Handler>)[name] as Handler);
  mountRefusals(router, Object.values(list));
}

/** Untyped, because the schemas have already checked the input. */
type Handler = (input: Readonly<Record<string, unknown>>) => Promise<unknown>;

function mountOperation(router: Router, operation: Operation, handle: Handler): void {
  const readQuery = operation.query && createQueryReader(operation.query);
  router[operation.method](toExpressPath(operation.path), async (request, response) => {
    const answer = await handle({
      params: parse(operation.params, request.params),
      query: parse(operation.query, readQuery?.(request.query)),
      body: hasOtherBody(operation, request) ? undefined : parseBody(operation, request),
      request,
      response,
    });
    if (answer !== undefined) response.status(operation.status ?? 200).json(answer);
    else if (!response.headersSent) response.status(204).end();
  });
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

function toExpressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** Whether the handler reads the body itself. */
function hasOtherBody({ bodyTypes = [] }: Operation, request: Request): boolean {
  return bodyTypes.length > 0 && typeof request.is([...bodyTypes]) === "string";
}

function parseBody({ method, body: schema, bodyTypes = [] }: Operation, request: Request): unknown {
  const accepted = method === "patch" ? jsonTypes : ["application/json"];
  if (schema && request.is(accepted) === false) {
    const types = [...accepted, ...bodyTypes].join(", ");
    throw new AppError(
      "bad_input",
      `Send the body as ${types}, not ${request.get("content-type") ?? "without a type"}.`,
    );
  }
  return parse(schema, request.body);
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const first = details[0];
  const where = first === undefined || first.path === "" ? "The request" : first.path;
  throw new AppError("bad_input", `${where}: ${first?.message ?? "malformed"}`, { details });
}
