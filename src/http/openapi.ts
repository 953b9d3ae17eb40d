import { z } from "zod";
import { problemSchema } from "./problem.js";
import type { Route } from "./route.js";

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
}

export interface OpenApiOperation {
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: unknown;
    readonly description?: string;
  }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Describes the routes in OpenAPI 3.1, from the very schemas that check their input. */
export function describeRoutes(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = describeRoute(route);
  const description = "Finds research papers by meaning: local embeddings, HNSW and BM25.";
  return { openapi: "3.1.0", info: { title: "paperkin", version, description }, paths };
}

function describeRoute(route: Route): OpenApiOperation {
  const parameters = [...listParameters(route.params, "path"), ...listParameters(route.query, "query")];
  const problem = {
    description: "A problem",
    content: { "application/problem+json": { schema: toSchema(problemSchema, "output") } },
  };
  return {
    summary: route.summary,
    parameters,
    ...(route.body && { requestBody: describeBody(route) }),
    responses: { [route.status ?? 200]: describeAnswer(route), ...describeOtherAnswers(route), default: problem },
  };
}

function describeBody(route: Route): unknown {
  const json = { "application/json": { schema: toSchema(route.body, "input") } };
  const others = (route.bodyTypes ?? []).map((type) => [type, { schema: { type: "string" } }]);
  return { required: true, content: { ...json, ...Object.fromEntries(others) } };
}

function describeAnswer(route: Pick<Route, "answer" | "answerType">): unknown {
  if (route.answer)
    return { description: "The answer", content: { "application/json": { schema: toSchema(route.answer, "output") } } };
  if (route.answerType !== undefined)
    return { description: "The answer", content: { [route.answerType]: { schema: { type: "string" } } } };
  return { description: "Done" };
}

function describeOtherAnswers({ otherAnswers = {} }: Route): Record<string, unknown> {
  const answers = Object.entries(otherAnswers).map(([status, answer]) => [status, describeAnswer({ answer })]);
  return Object.fromEntries(answers) as Record<string, unknown>;
}

function listParameters(schema: z.ZodType | undefined, place: "path" | "query"): OpenApiOperation["parameters"] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, "input");
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as { description?: string };
    return {
      name,
      in: place,
      required: required.includes(name),
      schema: rest,
      ...(description !== undefined && { description }),
    };
  });
}

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] };

function toSchema(schema: z.ZodType | undefined, io: "input" | "output"): JsonSchema {
  if (!schema) return {};
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return $schema === undefined ? {} : (rest as JsonSchema);
}
