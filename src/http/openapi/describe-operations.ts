import type { z } from "zod";
import { operations } from "../../operations/index.js";
import { mergePatchType, type Operation, type OperationList } from "../../operations/operation.js";
import { apiTags } from "../../operations/tags.js";
import { describeErrors, describeProblems } from "./describe-errors.js";
import type { Answer, Content, DescribedOperation, JsonSchema, OpenApiDocument, Parameter } from "./document.js";
import { namedSchemas } from "./named-schemas.js";
import { createSchemaWriter, type SchemaWriter } from "./write-schema.js";

export interface DescribeOptions {
  readonly version: string;
  /** Whether the server requires an API key. */
  readonly requiresKey: boolean;
  /** Path below which the server is reached. */
  readonly basePath?: string;
}

/** Describes the operations in OpenAPI 3.1, from the schemas that check their input. */
export function describeOperations({ version, requiresKey, basePath = "" }: DescribeOptions): OpenApiDocument {
  const list: OperationList = operations;
  const schemas = createSchemaWriter(namedSchemas);
  const paths: Record<string, Record<string, DescribedOperation>> = {};
  for (const [operationId, operation] of Object.entries(list))
    (paths[operation.path] ??= {})[operation.method] = {
      operationId,
      ...describeOperation(operation, schemas),
      security: requiresKey && operation.scope !== "open" ? describeKeys(operation) : [],
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
    servers: [{ url: `${basePath}/` }],
    tags: Object.entries(apiTags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.writeNamed(),
      responses: describeProblems(),
      securitySchemes,
    },
  };
}

const securitySchemes = {
  apiKey: { type: "http", scheme: "bearer", description: "One of the server's `API_KEYS`" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "paperkin_session",
    description:
      "What `POST /v1/session` sets in a browser, for this server's own pages only; `_` and the port follow the name where the address has one",
  },
};

/** A session begins with a key. */
function describeKeys({ method, path }: Operation): DescribedOperation["security"] {
  return path === "/v1/session" && method === "post" ? [{ apiKey: [] }] : [{ apiKey: [] }, { session: [] }];
}

const introduction =
  "Answers are JSON. Errors are `application/problem+json` (RFC 9457), with a `code` from a closed list and, for bad " +
  "input, `errors` that name each field. If the server was started with `API_KEYS`, everything under `/v1` requires one " +
  "as `Authorization: Bearer <key>`. Ids may contain `/` and `:`: percent-encode them in paths. To pass several values " +
  "of a parameter, repeat it.";

function describeOperation(
  operation: Operation,
  schemas: SchemaWriter,
): Omit<DescribedOperation, "operationId" | "security"> {
  const { tag, summary, description, params, query, body, example, status = 200, otherAnswers = {} } = operation;
  const answer = describeAnswer(operation, schemas, example.answer);
  const others = Object.entries(otherAnswers).map(([other, { when, answer: schema }]) => [
    other,
    { ...describeAnswer(schema ? { answer: schema } : operation, schemas), description: when },
  ]);
  return {
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    parameters: [
      ...listParameters("path", schemas, { schema: params, values: example.params }),
      ...listParameters("query", schemas, { schema: query, values: example.query }),
    ],
    ...(body && {
      requestBody: { required: !body.safeParse(undefined).success, content: describeBody(operation, body, schemas) },
    }),
    responses: { [status]: answer, ...Object.fromEntries(others), ...describeErrors(operation) },
  };
}

function describeBody({ method, bodyTypes = [], example }: Operation, body: z.ZodType, schemas: SchemaWriter): Content {
  const json = { schema: schemas.write(body, "input"), ...(example.body !== undefined && { example: example.body }) };
  const others = bodyTypes.map((type) => {
    const text = example.bodies?.[type];
    const schema = { type: "string", ...(isBinary(type) && { format: "binary" }) };
    return [type, { schema, ...(text !== undefined && { example: text }) }];
  });
  const patch = method === "patch" && { [mergePatchType]: json };
  return { "application/json": json, ...patch, ...Object.fromEntries(others) };
}

/** An example would not be readable. */
function isBinary(type: string): boolean {
  return /\/(gzip|zstd|pdf|vnd\.openxmlformats.*)$/.test(type);
}

type AnswerOf = Pick<Operation, "answer" | "answerType" | "otherAnswerTypes" | "event">;

function describeAnswer(
  { answer, answerType, otherAnswerTypes = {}, event }: AnswerOf,
  schemas: SchemaWriter,
  example?: unknown,
): Answer {
  const description = "The answer";
  const shown = example !== undefined && { example };
  if (answer)
    return { description, content: { "application/json": { schema: schemas.write(answer, "output"), ...shown } } };
  const others = Object.entries(otherAnswerTypes).map(([type, text]) => [
    type,
    { schema: describeText(type), example: text },
  ]);
  if (answerType !== undefined)
    return {
      description,
      content: {
        [answerType]: { schema: event ? describeEvent(event, schemas) : describeText(answerType), ...shown },
        ...Object.fromEntries(others),
      },
    };
  return { description: "Done" };
}

/** Of JSON, the standard of the format is the description. */
function describeText(type: string): JsonSchema {
  return /[/+]json$/.test(type) ? {} : { type: "string" };
}

/** The schema of one event of a stream. */
function describeEvent(event: NonNullable<Operation["event"]>, schemas: SchemaWriter): JsonSchema {
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
      // Clients write the fields of an object as `extra[stage]`.
      ...(rest.type === "object" && { style: "deepObject" as const, explode: true }),
      schema: rest satisfies JsonSchema,
      ...(name in values && { example: values[name] }),
    };
  });
}
