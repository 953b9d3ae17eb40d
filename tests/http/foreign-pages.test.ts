import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const line = '{"title":"From elsewhere"}';

/** Uses a plain request, as fetch sets the Host header itself. */
async function send(url: string, method: string, headers: Record<string, string>, body = "") {
  const [answer] = (await once(request(url, { method, headers }).end(body), "response")) as [IncomingMessage];
  const { detail = "", code = "" } = JSON.parse((await text(answer)) || "{}") as { detail?: string; code?: string };
  return { status: answer.statusCode, detail, code };
}

describe("a page in a browser", () => {
  let server: TestServer;
  let own: string;
  beforeAll(async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "Bees" }] });
    own = new URL(server.url).host;
  });
  afterAll(() => server.close());

  const writeAs = (headers: Record<string, string>) =>
    send(`${server.url}/v1/papers`, "POST", { "content-type": "application/x-ndjson", ...headers }, line);

  it.each([
    ["another site", { origin: "http://evil.example" }],
    ["a site whose name starts like ours", { origin: "http://127.0.0.1.evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a file, or a sandbox", { origin: "null" }],
    ["another site, over https", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["another port of this machine, as reported by the browser", { "sec-fetch-site": "same-site" }],
  ])("cannot change anything when it is from %s", async (_site, headers) => {
    expect(await writeAs(headers)).toMatchObject({
      status: 403,
      code: "forbidden",
      detail: expect.stringContaining("a reverse proxy between them must forward the Host header."),
    });
    const { status } = await send(`${server.url}/v1/papers/a`, "DELETE", headers);
    expect([status, (await ask(`${server.url}/v1/papers/a`)).status]).toEqual([403, 200]);
    expect((await send(`${server.url}/v1/jobs/j/cancel`, "POST", headers)).status).toBe(403);
  });

  it("can send reads, as the browser withholds the response", async () => {
    const { status } = await send(`${server.url}/v1/stats`, "GET", { origin: "http://evil.example" });
    expect(status).toBe(200);
  });

  it.each([
    ["our own", () => ({ origin: server.url })],
    ["our own, under another name", () => ({ host: "localhost:81", origin: "http://localhost:81" })],
    ["our own, opened from the address bar", () => ({ "sec-fetch-site": "none" })],
    [
      "our own behind a proxy that keeps the Host",
      () => ({ host: "papers.example", origin: "https://papers.example" }),
    ],
    [
      "our own behind a proxy that adds the port",
      () => ({ host: "papers.example:443", origin: "https://papers.example" }),
    ],
    [
      "our own over https, behind a proxy that changes the Host",
      () => ({ origin: "https://papers.example", "sec-fetch-site": "same-origin" }),
    ],
    ["not a page but a program", () => ({})],
  ])("can write when it is %s", async (_page, headers) => {
    expect((await writeAs(headers())).status).toBe(202);
  });

  it("cannot even read through a DNS name rebound to this machine", async () => {
    const port = Number(new URL(server.url).port);
    const read = (host: string) => send(`${server.url}/v1/papers/a`, "GET", { host });
    expect(await read(`evil.example:${port}`)).toMatchObject({ status: 403, code: "forbidden" });
    expect(await read(`localhost.evil.example:${port}`)).toMatchObject({ status: 403 });
    const fine = [own, `localhost:${port}`, `[::1]:${port}`, `papers.localhost:${port}`, "papers.example", "papers:1"];
    expect(await Promise.all(fine.map(async (host) => (await read(host)).status))).toEqual(fine.map(() => 200));
    expect(await read("a b")).toMatchObject({ status: 400, code: "bad_input" });
  });
});

describe("a server that requires a key", () => {
  it("accepts any host name, but still rejects pages of other sites", async () => {
    const server = await startTestServer({ papers: [{ id: "a", title: "Bees" }], apiKeys: ["secret"] });
    const authorization = "Bearer secret";
    const host = `papers.example:${new URL(server.url).port}`;
    expect((await send(`${server.url}/v1/papers/a`, "GET", { host, authorization })).status).toBe(200);
    const headers = { authorization, origin: "https://evil.example" };
    expect((await send(`${server.url}/v1/papers/a`, "DELETE", headers)).status).toBe(403);
    await server.close();
  });
});
