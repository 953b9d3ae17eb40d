import type { Express } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.js";
import { pageDocuments } from "../../src/http/page-documents.js";
import { ask, expectProblem } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

/** What Express has mounted, as `get /v1/papers/{id}`. */
function listMounted(app: Express): string[] {
  const layers = app.router.stack as unknown as readonly {
    route?: { path: string; methods: Record<string, boolean> };
  }[];
  return layers.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method} ${route.path.replace(/:(\w+)/g, "{$1}")}`) : [],
  );
}

describe("the server itself", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "A" }] });
  });
  afterAll(() => server.close());

  it("is alive and ready, and says of what", async () => {
    expect((await ask(`${server.url}/healthz`)).body).toEqual({ ok: true });
    const ready = await ask(`${server.url}/readyz`);
    expect([ready.status, ready.body["ready"]]).toEqual([200, true]);
    expect(Object.keys(ready.body["checks"] as object).toSorted()).toEqual([
      "keywordIndex",
      "model",
      "queue",
      "vectorIndex",
    ]);
  });

  it("tells what is in it", async () => {
    expect((await ask(`${server.url}/v1/stats`)).body).toMatchObject({
      papers: { papers: 1, embedded: 1, waiting: 0, failed: 0, withheld: 0 },
      model: { id: expect.stringContaining("fake"), dimensions: 64 },
      indexes: { keyword: 1, vector: 1 },
      queue: { ready: true, outstanding: 0 },
    });
  });

  it("gives Prometheus its figures, with routes and not addresses as labels", async () => {
    await ask(`${server.url}/v1/papers/a`);
    const { headers, body } = await ask(`${server.url}/metrics`);
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(body["text"]).toContain('paperkin_papers{state="embedded"} 1');
    expect(body["text"]).toContain(
      'paperkin_http_request_seconds_count{method="GET",route="/v1/papers/:id",status="200"} 1',
    );
    expect(body["text"]).not.toContain("/v1/papers/a");
  });

  it("describes exactly the routes that are mounted", async () => {
    const { body } = await ask(`${server.url}/openapi.json`);
    expect(body).toMatchObject({ openapi: "3.1.0", info: { title: "paperkin" } });
    const described = Object.entries(body["paths"] as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const { services } = server.library;
    const options = {
      services,
      version: "0",
      apiKeys: [],
      bodyLimitBytes: 1,
      pageDir: ".",
      logDefect: () => undefined,
    };
    const documents = pageDocuments.map(({ path }) => `get ${path}`);
    const pages = new Set([...documents, "get /docs", "get /openapi.json"]);
    const mounted = listMounted(createApp(options)).filter((route) => !pages.has(route));
    expect(described.toSorted()).toEqual(mounted.toSorted());
    expect(described).toHaveLength(26);
  });

  it("describes parameters, bodies and answers", async () => {
    const { body } = await ask(`${server.url}/openapi.json`);
    const paths = body["paths"] as Record<
      string,
      Record<
        string,
        { parameters: { name: string; in: string; required: boolean }[]; requestBody?: object; responses: object }
      >
    >;
    const search = paths["/v1/search"]?.["get"];
    expect(search?.parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(["q"]);
    expect(search?.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["limit", "offset", "mode", "semanticWeight", "year", "venue", "ids"]),
    );
    expect(paths["/v1/papers/{id}"]?.["get"]?.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
    const bodyTypes = {
      "application/json": expect.anything() as unknown,
      "application/x-ndjson": expect.anything() as unknown,
    };
    expect(paths["/v1/papers"]?.["post"]?.requestBody).toEqual({ required: true, content: bodyTypes });
    for (const operation of Object.values(paths).flatMap((operations) => Object.values(operations)))
      expect(operation.responses).toHaveProperty("default");
  });

  it("shows its documentation as a page without a script", async () => {
    const { headers, body } = await ask(`${server.url}/docs`);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(body["text"]).toContain("<h2><code>POST /v1/papers</code></h2>");
    expect(body["text"]).not.toContain("<script");
  });

  it("sends headers that keep browsers careful, and does not name its framework", async () => {
    const { headers } = await ask(`${server.url}/healthz`);
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.has("x-powered-by")).toBe(false);
  });

  it("answers what it does not know with a problem, whatever the method", async () => {
    const { detail } = expectProblem(await ask(`${server.url}/v1/nothing`), 404, "not_found");
    expect(detail).toBe("There is no GET /v1/nothing. GET /docs lists what there is.");
    expectProblem(await ask(`${server.url}/v1/search`, { method: "PUT" }), 404, "not_found");
    expectProblem(await ask(`${server.url}/%E0%A4%A`), 404, "not_found");
  });
});

describe("a server with API keys", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ apiKeys: ["first", "second key"] });
  });
  afterAll(() => server.close());

  const askWith = (authorization?: string) =>
    ask(`${server.url}/v1/stats`, authorization === undefined ? {} : { headers: { authorization } });

  it.each([undefined, "Bearer", "Bearer wrong", "Basic first", "first"])("refuses %j", async (authorization) => {
    const reply = await askWith(authorization);
    expectProblem(reply, 401, "unauthorized");
    expect(reply.headers.get("www-authenticate")).toBe("Bearer");
  });

  it.each(["Bearer first", "bearer first", "Bearer second key"])("lets %j pass", async (authorization) => {
    expect((await askWith(authorization)).status).toBe(200);
  });

  it("asks for a key before it reads anything, and for unknown addresses too", async () => {
    expectProblem(
      await ask(`${server.url}/v1/papers`, {
        method: "POST",
        body: "{",
        headers: { "Content-Type": "application/json" },
      }),
      401,
      "unauthorized",
    );
    expectProblem(await ask(`${server.url}/v1/nothing`), 401, "unauthorized");
  });

  it("leaves health, figures and documentation open", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"])
      expect((await ask(`${server.url}${path}`)).status).toBe(200);
  });
});
