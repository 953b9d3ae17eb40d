import type { Request, Response, Router } from "express";
import type { z } from "zod";
import { AppError } from "../errors.js";

/** One route: what it takes, what it gives, and what is done. Validation, OpenAPI and the docs page all read this. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "delete";
  /** With parameters as `{id}`; one parameter is one percent-encoded segment. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  /** Of a JSON body; a route that reads another kind of body by itself says so in `bodyTypes`. */
  readonly body?: Body;
  readonly bodyTypes?: readonly string[];
  /** Schema of the answer; a route that writes another kind of answer by itself names its type. */
  readonly answer?: z.ZodType;
  readonly answerType?: string;
  readonly status?: number;
  /** Answers with other statuses, of a route that may answer by itself. */
  readonly otherAnswers?: Readonly<Record<number, z.ZodType>>;
  /** Gives what is sent as JSON with `status`, or nothing when it has answered by itself. */
  readonly handle: (input: {
    readonly params: z.output<Params>;
    readonly query: z.output<Query>;
    readonly body: z.output<Body>;
    readonly request: Request;
    readonly response: Response;
  }) => Promise<unknown>;
}

/** Types a route by its schemas, and forgets them, so that routes of all kinds make one list. */
export function defineRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  route: Route<Params, Query, Body>,
): Route {
  return route as unknown as Route;
}

export function mountRoutes(router: Router, routes: readonly Route[]): void {
  for (const route of routes) {
    router[route.method](route.path.replace(/\{(\w+)\}/g, ":$1"), async (request, response) => {
      const answer = await route.handle({
        params: parse(route.params, request.params),
        query: parse(route.query, request.query),
        body: readsItself(route, request) ? undefined : parseBody(route, request),
        request,
        response,
      });
      if (answer !== undefined) response.status(route.status ?? 200).json(answer);
      else if (!response.headersSent) response.status(204).end();
    });
  }
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
