import type { Request, Response, Router } from "express";
import type { z } from "zod";
import { AppError, type ErrorCode } from "../errors.js";
import type { ApiTag } from "./api-tags.js";
import { createQueryReader } from "./read-query.js";

/** One route: what it takes, what it gives, and what is done. Validation, OpenAPI and the docs page all read this. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "delete";
  /** With parameters as `{id}`; one parameter is one percent-encoded segment. */
  readonly path: string;
  /** A verb and a noun, unique: generated clients name their calls after it, and links into the docs hold it. */
  readonly operationId: string;
  readonly tag: ApiTag;
  readonly summary: string;
  /** What else a caller should know, in sentences. */
  readonly description?: string;
  readonly params?: Params;
  readonly query?: Query;
  /** Of a JSON body; a route that reads another kind of body by itself says so in `bodyTypes`. */
  readonly body?: Body;
  readonly bodyTypes?: readonly string[];
  /** Schema of the answer; a route that writes another kind of answer by itself names its type. */
  readonly answer?: z.ZodType;
  readonly answerType?: string;
  /** Of a `text/event-stream`: the name of its events, and the schema of their data, which is JSON. */
  readonly event?: { readonly name: string; readonly data: z.ZodType };
  readonly status?: number;
  /** Other statuses that are no errors of the list, and when they come; the answer is of the same kind unless it says. */
  readonly otherAnswers?: Readonly<Record<number, { readonly when: string; readonly answer?: z.ZodType }>>;
  /** What the route's own work can fail with; what its input, keys and load fail with is known without. */
  readonly errors?: readonly ErrorCode[];
  readonly example: RouteExample;
  /** Gives what is sent as JSON with `status`, or nothing when it has answered by itself. */
  readonly handle: (input: {
    readonly params: z.output<Params>;
    readonly query: z.output<Query>;
    readonly body: z.output<Body>;
    readonly request: Request;
    readonly response: Response;
  }) => Promise<unknown>;
}

/** A request as it was sent and what came back. Long texts and lists are cut short. */
export interface RouteExample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** Bodies of other types, as text. */
  readonly bodies?: Readonly<Record<string, string>>;
  /** JSON, or text where the route writes text; absent where it answers with nothing. */
  readonly answer?: unknown;
}

/** Types a route by its schemas, and forgets them, so that routes of all kinds make one list. */
export function defineRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  route: Route<Params, Query, Body>,
): Route {
  return route as unknown as Route;
}

export function mountRoutes(router: Router, routes: readonly Route[]): void {
  for (const route of routes) {
    const readQuery = route.query && createQueryReader(route.query);
    router[route.method](toExpressPath(route.path), async (request, response) => {
      const answer = await route.handle({
        params: parse(route.params, request.params),
        query: parse(route.query, readQuery?.(request.query)),
        body: readsItself(route, request) ? undefined : parseBody(route, request),
        request,
        response,
      });
      if (answer !== undefined) response.status(route.status ?? 200).json(answer);
      else if (!response.headersSent) response.status(204).end();
    });
  }
  mountRefusals(router, routes);
}

/** What comes to a known address in an unknown way is told which ways there are. */
function mountRefusals(router: Router, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    // Express answers HEAD wherever it answers GET.
    const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    router.all(toExpressPath(path), (request, response) => {
      response.set("Allow", allowed);
      if (request.method !== "OPTIONS")
        throw new AppError("method_not_allowed", `${path} takes ${allowed}, not ${request.method}.`);
      response.status(204).end();
    });
  }
}

function toExpressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function readsItself({ bodyTypes = [] }: Route, request: Request): boolean {
  return bodyTypes.length > 0 && typeof request.is([...bodyTypes]) === "string";
}

function parseBody({ body: schema, bodyTypes = [] }: Route, request: Request): unknown {
  if (schema && request.is("application/json") === false) {
    const types = ["application/json", ...bodyTypes].join(", ");
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
