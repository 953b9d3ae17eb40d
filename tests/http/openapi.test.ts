import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Express } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.js";
import { pageDocuments } from "../../src/http/page-documents.js";
import type {
  Answer,
  Content,
  JsonSchema,
  OpenApiDocument,
  DescribedOperation,
} from "../../src/http/openapi/document.js";
import { ask, jobOf, postJson, sendJson, type Reply } from "../support/http-client.js";
import { samplePapers } from "../support/sample-papers.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

let server: TestServer;
let document: OpenApiDocument;
let calls: {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}[];
let ajv: Ajv2020;
beforeAll(async () => {
  server = await startTestServer({ papers: samplePapers });
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApiDocument;
  calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
  );
  ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(document, "document");
});
afterAll(() => server.close());

/** The routes mounted in Express, as `get /v1/papers/{id}`; routes for all methods, which only reject, are omitted. */
function listMounted(app: Express): string[] {
  const layers = app.router.stack as unknown as readonly {
    route?: { path: string; methods: Record<string, boolean> };
  }[];
  return layers.flatMap(({ route }) => {
    const methods = Object.keys(route?.methods ?? {});
    return methods.length === 1 ? [`${methods[0]} ${route?.path.replace(/:(\w+)/g, "{$1}")}`] : [];
  });
}

/** Validates a value against a schema of the document. */
function check(schema: JsonSchema, value: unknown): readonly string[] {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object;
  const validate = ajv.compile(local);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The values that the schema of a type describes: each event of a stream, otherwise the example itself. */
function readValues(type: string, example: unknown): readonly unknown[] {
  if (type !== "text/event-stream") return [example];
  const events = String(example).trim().split("\n\n");
  return events.map((event) => Object.fromEntries(event.split("\n").map((line) => line.split(/: (.*)/).slice(0, 2))));
}

function checkContent(content: Content = {}): readonly string[] {
  return Object.entries(content).flatMap(([type, { schema, example }]) =>
    example === undefined
      ? schema.format === "binary"
        ? []
        : [`${type} has no example`]
      : readValues(type, example).flatMap((value) => check(schema, value)),
  );
}

/** The response with the example; without one, the only response that is not an error. */
function findMainAnswer(responses: DescribedOperation["responses"]): readonly [status: string, Answer] {
  const answers = Object.entries(responses).filter((entry): entry is [string, Answer] => !("$ref" in entry[1]));
  const shown = answers.find(([, { content = {} }]) =>
    Object.values(content).some(({ example }) => example !== undefined),
  );
  return shown ?? answers[0] ?? ["", { description: "" }];
}

describe("the OpenAPI document", () => {
  it("is valid under the official schema", async () => {
    const validator = new Validator();
    const result = await validator.validate(document as unknown as Record<string, unknown>);
    expect([result.errors ?? [], validator.version]).toEqual([[], "3.1"]);
  });

  it("describes exactly the mounted routes", () => {
    const options = {
      version: "0",
      apiKeys: [],
      host: "127.0.0.1",
      allowedHosts: [],
      bodyLimitBytes: 1,
      pageDir: ".",
      createPageRenderer: () => () => Promise.reject(new Error("No page is opened")),
      logDefect: () => undefined,
    };
    const mounted = listMounted(createApp({ ...options, services: server.library.services }));
    const pages = pageDocuments.map(({ path }) => `get ${path}`);
    const described = calls.map(({ name }) => name);
    expect([...described, ...pages].toSorted()).toEqual(mounted.toSorted());
    expect(calls.length).toBeGreaterThan(20);
  });

  it("names every operation once, under a described tag", () => {
    const ids = calls.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = new Set(document.tags.map(({ name }) => name));
    expect(calls.filter(({ operation }) => !tags.has(operation.tags[0] ?? "")).map(({ name }) => name)).toEqual([]);
  });

  it("describes every parameter and every field of a body", () => {
    const parameters = calls.flatMap(({ name, operation }) =>
      operation.parameters.map((parameter) => ({ ...parameter, place: name })),
    );
    const bodies = calls.flatMap(({ name, operation }) => {
      const schema = operation.requestBody?.content["application/json"]?.schema ?? {};
      const target =
        schema.$ref === undefined ? schema : document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
      return Object.entries(target?.properties ?? {}).map(([field, value]) => ({ ...value, name: field, place: name }));
    });
    const silent = [...parameters, ...bodies].filter(({ description }) => description === undefined);
    expect(silent.map(({ name, place }) => `${place}: ${name}`)).toEqual([]);
  });

  it("has a valid example of each request and each response", () => {
    const found = calls.flatMap(({ name, operation }) => {
      const { parameters, requestBody, responses } = operation;
      const given = parameters.flatMap(({ name: parameter, required, schema, example }) =>
        example === undefined ? (required ? [`no example of ${parameter}`] : []) : check(schema, example),
      );
      const { content } = findMainAnswer(responses)[1];
      const answered = checkContent(content);
      return [...given, ...checkContent(requestBody?.content), ...answered].map((finding) => `${name}: ${finding}`);
    });
    // One of two papers and one of two searches are malformed on purpose: only that one fails.
    expect(found).toEqual([
      "post /v1/search/batch: /searches/1 must NOT have additional properties",
      "post /v1/papers: /papers/1 must have required property 'title'",
    ]);
  });

  it("resolves every reference, and contains nothing unreferenced", () => {
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, name]) => name));
    const { schemas, responses } = document.components;
    const held = [
      ...Object.keys(schemas).map((name) => `schemas/${name}`),
      ...Object.keys(responses).map((name) => `responses/${name}`),
    ];
    // No documented operation can return it.
    expect(held.filter((name) => !referred.has(name))).toEqual(["responses/MethodNotAllowed"]);
    expect([...referred].filter((name) => !held.includes(name ?? ""))).toEqual([]);
  });

  it("requires a key where the server does", async () => {
    const keyed = await startTestServer({ apiKeys: ["secret"] });
    const { paths } = (await (await fetch(`${keyed.url}/openapi.json`)).json()) as OpenApiDocument;
    await keyed.close();
    const asking = Object.entries(paths).filter(([, described]) =>
      Object.values(described).some(({ security }) => security.length > 0),
    );
    const byToken = /^\/v1\/(feeds\/\{token\}\.|digests\/(confirm|unsubscribe)\/)/;
    const keyedPaths = Object.keys(paths).filter((path) => path.startsWith("/v1/") && !byToken.test(path));
    expect(asking.map(([path]) => path)).toEqual(keyedPaths);
    expect(paths["/v1/search"]?.["get"]?.security).toEqual([{ apiKey: [] }, { session: [] }]);
    expect(document.paths["/v1/search"]?.["get"]?.security).toEqual([]);
  });
});

describe("the examples", () => {
  it("get the documented responses from a server", async () => {
    const job = jobOf(await postJson(`${server.url}/v1/papers?wait=true`, { papers: [{ id: "a", title: "A" }] }));
    const ids = new Map([["/v1/jobs", job.id]]);
    // Deletions run last.
    for (const call of calls.toSorted(
      (one, other) => Number(one.method === "delete") - Number(other.method === "delete"),
    )) {
      if (call.path === "/v1/reindex/switch") await until("the next model is ready", isReady, 60_000);
      const { status, body } = await send(call, ids);
      if (status === 201 && typeof body["id"] === "string") ids.set(call.path, body["id"]);
      const expected = expectedStatuses[call.name] ?? Number(findMainAnswer(call.operation.responses)[0]);
      expect(`${call.name} ${status}`).toBe(`${call.name} ${expected}`);
      const answer = call.operation.responses[status];
      const content = answer && "content" in answer ? answer.content?.["application/json"] : undefined;
      expect(content ? check(content.schema, body) : []).toEqual([]);
    }
  });
});

async function isReady(): Promise<boolean> {
  const { otherModel } = (await ask(`${server.url}/v1/reindex`)).body;
  return (otherModel as { state?: string } | undefined)?.state === "ready";
}

/**
 * A finished job can only be retried, there are too few papers for a map, no collection has been deleted before, and the
 * papers of one were removed before or have no vector yet; nothing is followed, and no mail is sent.
 */
const expectedStatuses: Readonly<Record<string, number>> = {
  "post /v1/collections/{id}/restore": 404,
  "post /v1/collections/{id}/recommendations": 409,
  "delete /v1/collections/{id}/papers/{paper}": 404,
  "post /v1/jobs/{id}/cancel": 409,
  "post /v1/jobs/{id}/pause": 409,
  "post /v1/jobs/{id}/resume": 409,
  "get /v1/map": 404,
  "get /v1/map/papers/{id}": 404,
  "post /v1/digests": 503,
  "get /v1/digests/{id}": 404,
  "patch /v1/digests/{id}": 404,
  "delete /v1/digests/{id}": 404,
  "post /v1/digests/{id}/send": 404,
  "get /v1/digests/confirm/{token}": 404,
  "post /v1/digests/confirm/{token}": 404,
  "get /v1/digests/unsubscribe/{token}": 404,
  "post /v1/digests/unsubscribe/{token}": 404,
  "post /v1/follows/{id}/feed": 404,
  "get /v1/feeds/{token}.atom": 404,
  "get /v1/feeds/{token}.json": 404,
  "delete /v1/feeds/{token}": 404,
  "post /v1/webhooks/{id}/deliveries/{delivery}/retry": 404,
};

/** @param ids of what was made at each address, in place of those of the examples */
function send({ method, path, operation }: (typeof calls)[number], ids: ReadonlyMap<string, string>): Promise<Reply> {
  const values = operation.parameters.filter(({ example }) => example !== undefined);
  const query = new URLSearchParams();
  let address = path;
  const made = ids.get(path.split("/").slice(0, 3).join("/"));
  for (const { name, in: place, example } of values) {
    if (place === "query") query.append(name, String(example));
    else address = address.replace(`{${name}}`, encodeURIComponent((name === "id" && made) || String(example)));
  }
  const url = `${server.url}${address}?${query.toString()}`;
  const example = operation.requestBody?.content["application/json"]?.example;
  if (example !== undefined) return sendJson(method.toUpperCase(), url, example);
  return ask(url, { method: method.toUpperCase() });
}
