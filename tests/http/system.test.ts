import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testsCluster } from "../support/cluster-place.js";
import { ask, expectProblem } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("the server itself", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "A" }] });
  });
  afterAll(() => server.close());

  it("reports liveness, and readiness with its checks", async () => {
    expect((await ask(`${server.url}/healthz`)).body).toEqual({ ok: true });
    const ready = await ask(`${server.url}/readyz`);
    expect([ready.status, ready.body["ready"]]).toEqual([200, true]);
    const expected = testsCluster
      ? ["model", "queue", "search"]
      : ["disk", "keywordIndex", "model", "queue", "vectorIndex"];
    expect(Object.keys(ready.body["checks"] as object).toSorted()).toEqual(expected);
  });

  it("reports statistics of its library", async () => {
    expect((await ask(`${server.url}/v1/stats`)).body).toMatchObject({
      papers: { papers: 1, embedded: 1, waiting: 0, failed: 0, withheld: 0 },
      model: { id: expect.stringContaining("fake"), dimensions: 64 },
      indexes: { keyword: 1, vector: 1 },
      queue: { ready: true, outstanding: 0 },
    });
  });

  it("exports Prometheus metrics labelled with routes, not addresses", async () => {
    await ask(`${server.url}/v1/papers/a`);
    const { headers, body } = await ask(`${server.url}/metrics`);
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(body["text"]).toContain('paperkin_papers{state="embedded"} 1');
    expect(body["text"]).toContain(
      'paperkin_http_request_seconds_count{method="GET",route="/v1/papers/:id",status="200"} 1',
    );
    expect(body["text"]).not.toContain("/v1/papers/a");
  });

  it("serves its documentation as a page without inline scripts or styles", async () => {
    const { headers, body } = await ask(`${server.url}/docs`);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(body["text"]).toContain('id="addPapers"');
    expect(body["text"]).not.toMatch(/<script(?! src="(?:\.\/)?page\/)|<style|\son\w+=|\sstyle=|javascript:/);
  });

  it("serves documentation whose internal links resolve", async () => {
    const { body } = await ask(`${server.url}/docs`);
    const text = body["text"] as string;
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const targets = [...text.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("sends security headers, and does not name its framework", async () => {
    const { headers } = await ask(`${server.url}/healthz`);
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.has("x-powered-by")).toBe(false);
  });

  it("answers unknown paths with a problem, whatever the method", async () => {
    const { detail } = expectProblem(await ask(`${server.url}/v1/nothing`), 404, "not_found");
    expect(detail).toBe("There is no GET /v1/nothing. GET /docs lists what there is.");
    expectProblem(await ask(`${server.url}/%E0%A4%A`), 404, "not_found");
  });
});

describe("a path with an unsupported method", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each([
    ["PUT", "/v1/search", "GET, POST, HEAD, OPTIONS"],
    ["POST", "/v1/papers/a%2Fb", "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"],
    ["DELETE", "/v1/jobs/j/pause", "POST, OPTIONS"],
    ["POST", "/docs", "GET, HEAD, OPTIONS"],
  ])("answers %s %s with the supported methods", async (method, path, allowed) => {
    const reply = await ask(`${server.url}${path}`, { method });
    expectProblem(reply, 405, "method_not_allowed");
    expect(reply.headers.get("allow")).toBe(allowed);
  });

  it("lists them for OPTIONS", async () => {
    const { status, headers } = await ask(`${server.url}/v1/duplicates`, { method: "OPTIONS" });
    expect([status, headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
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

  it.each([undefined, "Bearer", "Bearer wrong", "Basic first", "first"])("rejects %j", async (authorization) => {
    const reply = await askWith(authorization);
    expectProblem(reply, 401, "unauthorized");
    expect(reply.headers.get("www-authenticate")).toBe("Bearer");
  });

  it.each(["Bearer first", "bearer first", "Bearer second key"])("accepts %j", async (authorization) => {
    expect((await askWith(authorization)).status).toBe(200);
  });

  it("requires a key before it reads anything, and on unknown paths too", async () => {
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

  it("leaves health, metrics and documentation open", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"])
      expect((await ask(`${server.url}${path}`)).status).toBe(200);
  });
});
