import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import express from "express";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createMcpEndpoint } from "../../src/mcp/http.js";
import type { Services } from "../../src/services/services.js";
import { answerPapers } from "../support/answer-papers.js";
import { createGate } from "../support/gate.js";
import { ask, expectProblem } from "../support/http-client.js";
import { connectClient, hitIds, type McpClient } from "../support/mcp-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const clients: Client[] = [];
afterEach(async () => void (await Promise.all(clients.splice(0).map((client) => client.close()))));

type Era = "legacy" | "auto";

async function connect(url: string, era: Era = "legacy", headers: Record<string, string> = {}): Promise<McpClient> {
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } });
  const connected = await connectClient(transport, { versionNegotiation: { mode: era } });
  clients.push(connected.client);
  return connected;
}

const listTools = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

function post(url: string, headers: Record<string, string> = {}, body = listTools) {
  const own = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  return ask(`${url}/mcp`, { method: "POST", headers: { ...own, ...headers }, body });
}

/** Uses node:http because fetch does not allow a custom Host header. */
async function postWithHost(url: string, host: string): Promise<number | undefined> {
  const headers = { host, "content-type": "application/json", accept: "application/json, text/event-stream" };
  const sent = request(`${url}/mcp`, { method: "POST", headers }).end(listTools);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe("/mcp", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: answerPapers, config: { bodyLimitBytes: 2_000 } });
  });
  afterAll(() => server.close());

  it.each([
    ["legacy", "2025-11-25"],
    ["auto", "2026-07-28"],
  ] as const)("serves a client that negotiates as %s with protocol version %s", async (era, version) => {
    const { client, call } = await connect(server.url, era);
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect((await client.listTools()).tools).toHaveLength(12);
    expect(hitIds(await call("search_papers", { query: "grasping" }))[0]).toBe("robot");
    expect(await call("get_paper", { id: "gone" })).toMatchObject({ isError: true });
  });

  it("answers each of many concurrent clients correctly", async () => {
    const ids = answerPapers.map(({ id }) => id);
    const asked = Array.from({ length: 20 }, (_, at) => ids[at % ids.length] ?? "");
    const answers = await Promise.all(
      asked.map(async (id, at) => {
        const { call } = await connect(server.url, at % 2 === 0 ? "legacy" : "auto");
        const twice = await Promise.all([call("get_paper", { id }), call("get_paper", { id })]);
        return twice.map(({ answer }) => (answer["papers"] as { id: string }[])[0]?.id);
      }),
    );
    expect(answers).toEqual(asked.map((id) => [id, id]));
  });

  it("rejects requests from another site, like the rest of the API", async () => {
    expectProblem(await post(server.url, { origin: "http://evil.example" }), 403, "forbidden");
    expect((await post(server.url, { origin: server.url })).status).toBe(200);
  });

  it("keeps no sessions and rejects GET and DELETE", async () => {
    const accept = "application/json, text/event-stream";
    expect((await ask(`${server.url}/mcp`, { headers: { accept } })).status).toBe(405);
    expect((await ask(`${server.url}/mcp`, { method: "DELETE", headers: { accept } })).status).toBe(405);
  });

  it("rejects a body that is not JSON, not a message, or too large", async () => {
    expectProblem(await post(server.url, {}, "{broken"), 400, "bad_input");
    expect((await post(server.url, {}, '{"hello":1}')).status).toBe(400);
    expect((await post(server.url, { "content-type": "text/plain" })).status).toBe(415);
    expect(await postWithHost(server.url, "a b")).toBe(400);
    const tooLarge = await post(server.url, {}, JSON.stringify({ text: "x".repeat(2_000) }));
    expect(expectProblem(tooLarge, 413, "too_large")["detail"]).toContain("2000 bytes");
  });
});

describe("/mcp behind API keys", () => {
  it("requires a key and serves clients that send one", async () => {
    const server = await startTestServer({ papers: answerPapers, apiKeys: ["secret"] });
    const refused = await post(server.url);
    expectProblem(refused, 401, "unauthorized");
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    await expect(connect(server.url)).rejects.toThrow("Send an API key as: Authorization: Bearer <key>");
    const { call } = await connect(server.url, "legacy", { authorization: "Bearer secret" });
    expect(hitIds(await call("search_papers", { query: "grasping", limit: 1 }))).toEqual(["robot"]);
    await server.close();
  });
});

describe("a client of /mcp that disconnects", () => {
  it("cancels the wait for its papers, which are kept", async () => {
    const waiting = createGate();
    const ended = createGate();
    const kept: unknown[] = [];
    const library = {
      async acceptPapers(records: AsyncIterable<unknown>) {
        for await (const record of records) kept.push(record);
        return { id: "j1" };
      },
      waitForJob(_id: string, { signal }: { signal: AbortSignal }) {
        waiting.open();
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            ended.open();
            reject(signal.reason as Error);
          });
        });
      },
    } as unknown as Services;
    const defects: unknown[] = [];
    const endpoint = createMcpEndpoint({ library, version: "0", logDefect: (error) => void defects.push(error) });
    const server = createServer(
      express()
        .use(express.json())
        .all("/mcp", (asked, answer) => endpoint.handle(asked, answer)),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { client } = await connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, "auto");
    const gone = new AbortController();
    const call = { name: "ingest_papers", arguments: { papers: [{ title: "Kept" }] } };
    const answer = client.callTool(call, { signal: gone.signal });
    await waiting.opened;
    gone.abort();
    await expect(answer).rejects.toThrow("aborted");
    await ended.opened;
    expect([kept, defects]).toEqual([[{ line: 1, value: { title: "Kept" } }], []]);
    await endpoint.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
