import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { ask, expectProblem, pathsOf } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("GET /v1/suggest", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      papers: [
        { id: "vole", title: "Tunnels of voles", authors: ["Ada Tunnicliffe"], venue: "Tunnel Letters" },
        { id: "mole", title: "Moles dig", abstract: "They dig tunnels." },
      ],
    });
  });
  afterAll(() => server.close());

  it("suggests phrases, authors, venues and titles", async () => {
    const { body, status } = await ask(`${server.url}/v1/suggest?q=tunn`);
    expect(status).toBe(200);
    expect(body["suggestions"]).toEqual([
      { text: "tunnels", kind: "phrase", papers: 2 },
      { text: "Ada Tunnicliffe", kind: "author", papers: 1 },
      { text: "Tunnel Letters", kind: "venue", papers: 1 },
      { text: "Tunnels of voles", kind: "title", id: "vole" },
    ]);
  });

  it("is available through the client", async () => {
    const { call } = createClient({ url: server.url });
    const { suggestions } = await call("GET /v1/suggest", { query: { q: "ada tu", limit: 1 } });
    expect(suggestions).toEqual([{ text: "Ada Tunnicliffe", kind: "author", papers: 1 }]);
  });

  it.each([
    ["limit=3", "q"],
    ["q=", "q"],
    [`q=${"x".repeat(201)}`, "q"],
    ["q=dig&limit=0", "limit"],
    ["q=dig&limit=21", "limit"],
    ["q=dig&limt=2", "limt"],
  ])("rejects %s", async (query, path) => {
    const refusal = await ask(`${server.url}/v1/suggest?${query}`);
    expect(pathsOf(expectProblem(refusal, 400, "bad_input"))).toEqual([path]);
  });
});
