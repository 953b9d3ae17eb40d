import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { loadConfig } from "../../src/config.js";
import { ask, expectProblem, idsOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("Below a base path", () => {
  let server: TestServer;
  let base: string;
  beforeAll(async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "Bees" }], basePath: "/lab/papers", apiKeys: ["key"] });
    base = `${server.url}/lab/papers`;
  });
  afterAll(() => server.close());
  const headers = { Authorization: "Bearer key" };

  it("the API answers, with its limits and keys, and without the path too", async () => {
    for (const root of [base, server.url]) {
      expect(idsOf(await ask(`${root}/v1/search?q=bees&mode=keyword`, { headers }))).toEqual(["a"]);
      expectProblem(await ask(`${root}/v1/stats`), 401, "unauthorized");
      expect((await ask(`${root}/healthz`)).status).toBe(200);
    }
    expectProblem(await ask(`${base}/v1/none`, { headers }), 404, "not_found");
    expectProblem(await ask(`${server.url}/lab/papersv1/stats`, { headers }), 404, "not_found");
    expectProblem(await ask(`${server.url}/lab/v1/stats`, { headers }), 404, "not_found");
  });

  it("the client, event streams and MCP work", async () => {
    const client = createClient({ url: base, apiKey: "key" });
    const job = await client.addPapers([{ title: "Wasps" }], { wait: true });
    const events = [];
    for await (const event of client.jobs.events(job.id)) events.push(event.state);
    expect(events.at(-1)).toBe("completed");
    const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
    expect((await postJson(`${base}/mcp`, ping)).status).toBe(401);
  });

  it("the page and its files are found by relative links, whether or not a proxy removes the path", async () => {
    for (const [root, page] of [
      [`${base}/`, ""],
      [`${base}/`, "map"],
      [`${server.url}/`, "add"],
      [`${base}/`, "docs"],
    ] as const) {
      const { status, body } = await ask(`${root}${page}`);
      const document = String(body["text"]);
      expect(status).toBe(200);
      const links = [...document.matchAll(/(?:href|src|action)="([^"#]+)"/g)].map(([, link = ""]) => link);
      expect(links.length).toBeGreaterThan(5);
      expect(links.filter((link) => link.startsWith("/"))).toEqual([]);
      for (const link of new Set(links))
        expect([link, (await fetch(new URL(link, `${root}${page}`), { method: "HEAD" })).status]).toEqual([link, 200]);
    }
  });

  it("an address with or without a slash at its end leads to the page", async () => {
    const locate = async (address: string) => {
      const { status, headers: answered } = await fetch(address, { redirect: "manual" });
      return [status, new URL(answered.get("location") ?? "", address).href.slice(server.url.length)];
    };
    expect(await locate(`${base}?q=bees`)).toEqual([308, "/lab/papers/?q=bees"]);
    expect(await locate(`${base}/map/?q=bees`)).toEqual([308, "/lab/papers/map?q=bees"]);
    expect(await locate(`${server.url}/docs/`)).toEqual([308, "/docs"]);
  });

  it("the OpenAPI document names the path", async () => {
    expect((await ask(`${base}/openapi.json`)).body["servers"]).toEqual([{ url: "/lab/papers/" }]);
  });
});

describe("The setting BASE_PATH", () => {
  it.each([
    ["/papers", "/papers"],
    ["/lab/papers/", "/lab/papers"],
    ["/", ""],
    ["", ""],
  ])("reads %j", (text, path) => {
    expect(loadConfig({}, { BASE_PATH: text }).basePath).toBe(path);
  });

  it.each(["papers", "https://a.example/papers", "/a b", "/..", "//x", "/a?b"])("refuses %j", (text) => {
    expect(() => loadConfig({}, { BASE_PATH: text })).toThrow(/BASE_PATH: expected a path such as \/papers/);
  });
});
