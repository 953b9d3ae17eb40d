import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.js";
import { ask, expectProblem } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const friend = "https://friend.example";
const stranger = "https://stranger.example";
const line = '{"title":"From a page"}';

describe("A page of another origin", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "Bees" }], corsOrigins: [friend], apiKeys: ["key"] });
  });
  afterAll(() => server.close());

  const preflight = (origin: string, method = "POST") =>
    ask(`${server.url}/v1/papers`, {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type",
      },
    });
  const write = (origin: string, key = "key") =>
    ask(`${server.url}/v1/papers`, {
      method: "POST",
      headers: { Origin: origin, "Content-Type": "application/x-ndjson", Authorization: `Bearer ${key}` },
      body: line,
    });
  const allowed = (headers: Headers) => headers.get("access-control-allow-origin");

  it("that is allowed gets its preflight answered without a key, and its answers", async () => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const { status, headers } = await preflight(friend, method);
      expect([status, allowed(headers)]).toEqual([204, friend]);
      expect(headers.get("access-control-allow-methods")).toContain(method);
      expect(headers.get("access-control-allow-headers")).toBe("authorization,content-type");
    }
    const written = await write(friend);
    expect([written.status, allowed(written.headers)]).toEqual([202, friend]);
    expect(written.headers.get("vary")).toMatch(/\bOrigin\b/);
    expect(written.headers.get("access-control-expose-headers")).toContain("Retry-After");
  });

  it("that is allowed reads errors too, and needs a key like anybody", async () => {
    const refused = await write(friend, "wrong");
    expectProblem(refused, 401, "unauthorized");
    expect(allowed(refused.headers)).toBe(friend);
  });

  it("that is not allowed gets no permission, and changes nothing", async () => {
    expect(allowed((await preflight(stranger)).headers)).toBe(null);
    const refused = await write(stranger);
    expectProblem(refused, 403, "forbidden");
    expect(allowed(refused.headers)).toBe(null);
  });

  it("whose name only begins like an allowed one is another", async () => {
    for (const origin of [`${friend}.evil.example`, "http://friend.example", `${friend}:8443`, "null"])
      expectProblem(await write(origin), 403, "forbidden");
  });

  it("does not change what OPTIONS answers to programs", async () => {
    const { status, headers } = await ask(`${server.url}/v1/papers`, {
      method: "OPTIONS",
      headers: { Authorization: "Bearer key" },
    });
    expect([status, headers.get("allow")]).toEqual([204, expect.stringContaining("POST")]);
  });
});

describe("The setting CORS_ORIGINS", () => {
  it("allows every page with *", async () => {
    const server = await startTestServer({ corsOrigins: ["*"] });
    try {
      const headers = { Origin: stranger, "Content-Type": "application/x-ndjson", "Sec-Fetch-Site": "cross-site" };
      const { status, headers: answered } = await ask(`${server.url}/v1/papers`, {
        method: "POST",
        headers,
        body: line,
      });
      expect([status, answered.get("access-control-allow-origin")]).toEqual([202, "*"]);
    } finally {
      await server.close();
    }
  });

  it("is absent by default, and then no answer mentions origins", async () => {
    const server = await startTestServer();
    try {
      const { headers } = await ask(`${server.url}/v1/stats`, { headers: { Origin: friend } });
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it.each([
    ["https://a.example, http://localhost:5173/", ["https://a.example", "http://localhost:5173"]],
    ["*", ["*"]],
    ["", []],
  ])("reads %j", (text, origins) => {
    expect(loadConfig({}, { CORS_ORIGINS: text }).corsOrigins).toEqual(origins);
  });

  it.each(["a.example", "https://a.example/app", "ftp://a.example", "https://*.example, x"])("refuses %j", (text) => {
    expect(() => loadConfig({}, { CORS_ORIGINS: text })).toThrow(/CORS_ORIGINS: expected \* or origins/);
  });
});
