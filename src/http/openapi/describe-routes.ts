import type { z } from "zod";
import { apiTags } from "../api-tags.js";
import type { Route } from "../route.js";
import { describeErrors, describeProblems } from "./describe-errors.js";
import type { Answer, Content, JsonSchema, OpenApiDocument, Operation, Parameter } from "./document.js";
import { namedSchemas } from "./named-schemas.js";
import { createSchemaWriter, type SchemaWriter } from "./write-schema.js";

export interface DescribeOptions {
  readonly version: string;
  /** Whether `/v1` asks for a key. */
  readonly asksForKey: boolean;
}

/** Describes the routes in OpenAPI 3.1, from the very schemas that check their input. */
export function describeRoutes(routes: readonly Route[], { version, asksForKey }: DescribeOptions): OpenApiDocument {
  const schemas = createSchemaWriter(namedSchemas);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method] = {
      ...describeRoute(route, schemas),
      security: asksForKey && route.path.startsWith("/v1/") ? [{ apiKey: [] }] : [],
    };
  return {
    openapi: "3.1.0",
    info: {
      title: "paperkin",
      version,
      summary: "Finds research papers by meaning",
      description: introduction,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: Object.entries(apiTags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.writeNamed(),
      responses: describeProblems(),
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "One of the server's `API_KEYS`" } },
    },
  };
}

const introduction =
  "Answers are JSON. Errors are `application/problem+json` (RFC 9457), with a `code` of a closed list and, for bad input, " +
  "`errors` that name each field. Where the server was started with `API_KEYS`, everything under `/v1` asks for one as " +
  "`Authorization: Bearer <key>`. Ids may hold `/` and `:`: percent-encode them in paths. A parameter that takes several " +
  "values is repeated.";

function describeRoute(route: Route, schemas: SchemaWriter): Omit<Operation, "security"> {
  const { operationId, tag, summary, description, params, query, example, status = 200, otherAnswers = {} } = route;
  const answer = describeAnswer(route, schemas, example.answer);
  const others = Object.entries(otherAnswers).map(([other, { when, answer: schema }]) => [
    other,
    { ...describeAnswer(schema ? { answer: schema } : route, schemas), description: when },
  ]);
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    parameters: [
      ...listParameters("path", schemas, { schema: params, values: example.params }),
      ...listParameters("query", schemas, { schema: query, values: example.query }),
    ],
    ...(route.body && { requestBody: { required: true, content: describeBody(route, route.body, schemas) } }),
    responses: { [status]: answer, ...Object.fromEntries(others), ...describeErrors(route) },
  };
}

function describeBody({ bodyTypes = [], example }: Route, body: z.ZodType, schemas: SchemaWriter): Content {
  const json = { schema: schemas.write(body, "input"), ...(example.body !== undefined && { example: example.body }) };
  const others = bodyTypes.map((type) => {
    const text = example.bodies?.[type];
    const schema = { type: "string", ...(isPacked(type) && { format: "binary" }) };
    return [type, { schema, ...(text !== undefined && { example: text }) }];
  });
  return { "application/json": json, ...Object.fromEntries(others) };
}

/** Bytes that nobody reads: an example would show nothing. */
function isPacked(type: string): boolean {
  return /\/(gzip|zstd)$/.test(type);
}

function describeAnswer(
  { answer, answerType, event }: Pick<Route, "answer" | "answerType" | "event">,
  schemas: SchemaWriter,
  example?: unknown,
): Answer {
  const description = "The answer";
  const shown = example !== undefined && { example };
  if (answer)
    return { description, content: { "application/json": { schema: schemas.write(answer, "output"), ...shown } } };
  if (answerType !== undefined)
    return { description, content: { [answerType]: { schema: describeEvent(event, schemas), ...shown } } };
  return { description: "Done" };
}

/** Of a stream, what one event holds; other text has no schema of its own. */
function describeEvent(event: Route["event"], schemas: SchemaWriter): JsonSchema {
  if (!event) return { type: "string" };
  const data = {
    type: "string",
    contentMediaType: "application/json",
    contentSchema: schemas.write(event.data, "output"),
  };
  return { type: "object", properties: { event: { const: event.name }, data }, required: ["event", "data"] };
}

function listParameters(
  place: "path" | "query",
  schemas: SchemaWriter,
  { schema, values = {} }: { schema: z.ZodType | undefined; values: Readonly<Record<string, unknown>> | undefined },
): readonly Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.write(schema, "input");
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest satisfies JsonSchema,
      ...(name in values && { example: values[name] }),
    };
  });
}
