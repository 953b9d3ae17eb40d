import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumMissing, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { pagePapers } from "../support/page-papers.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const reason = chromiumMissing === undefined ? "" : ` (skipped: ${chromiumMissing})`;

describe.skipIf(reason !== "")(`A browser${reason}`, () => {
  let browser: OpenBrowser;
  let friend: Server;
  let stranger: Server;
  beforeAll(async () => {
    [browser, friend, stranger] = await Promise.all([openChromium(), serveBlank(), serveBlank()]);
  });
  afterAll(async () => {
    await browser?.close();
    friend?.close();
    stranger?.close();
  });

  /** What a script of a page of this origin gets from the API: the status, or the reason why there is no answer. */
  async function callFrom(origin: string, url: string, init: object): Promise<unknown> {
    const page = await browser.context.newPage();
    await page.goto(origin);
    const call = `fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then((answer) => answer.status, String)`;
    const outcome = await page.evaluate<unknown>(call);
    await page.close();
    return outcome;
  }

  it("on another origin reads and writes if that is allowed, and neither if it is not", async () => {
    const api = await startTestServer({ papers: [...pagePapers], corsOrigins: [originOf(friend)], apiKeys: ["key"] });
    try {
      const headers = { Authorization: "Bearer key", "Content-Type": "application/json" };
      const calls = [
        [`${api.url}/v1/search?q=adapters`, { headers }],
        [`${api.url}/v1/search`, { method: "POST", headers, body: '{"query": "adapters"}' }],
        [
          `${api.url}/v1/papers`,
          { method: "POST", headers, body: '{"papers": [{"id": "far", "title": "From afar"}]}' },
        ],
        [`${api.url}/v1/papers/far`, { method: "PATCH", headers, body: '{"year": 2024}' }],
        [`${api.url}/v1/papers/far`, { method: "DELETE", headers }],
      ] as const;
      const outcomes: unknown[] = [];
      for (const [url, init] of calls) outcomes.push(await callFrom(originOf(friend), url, init));
      expect(outcomes).toEqual([200, 200, 202, 200, 204]);
      for (const [url, init] of calls)
        expect(await callFrom(originOf(stranger), url, init)).toMatch(/^TypeError: Failed to fetch/);
      expect((await api.library.services.readStats()).papers.papers).toBe(pagePapers.length);
    } finally {
      await api.close();
    }
  });

  it("shows the page below a base path behind a proxy that removes it, and one that does not", async () => {
    const api = await startTestServer({ papers: [...pagePapers], basePath: "/lab/papers" });
    const proxy = await serveStripped(api, "/lab/papers");
    try {
      for (const origin of [api.url, originOf(proxy)]) {
        const root = `${origin}/lab/papers/`;
        expect(await walkThrough(root)).toEqual({ end: `${root}?q=adapters`, outside: [] });
      }
    } finally {
      proxy.close();
      proxy.closeAllConnections();
      await api.close();
    }
  });

  /** Searches, opens a paper, goes back and visits every document, the search last. */
  async function walkThrough(root: string): Promise<{ end: string; outside: readonly string[] }> {
    const page = await browser.context.newPage();
    const outside: string[] = [];
    page.on("request", (request) => request.url().startsWith(root) || outside.push(request.url()));
    await page.goto(root);
    await page.locator("#query").fill("adapters");
    await page.locator("#query").press("Enter");
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    await page.waitForURL(`${root}?q=adapters`);
    await page.getByRole("heading", { name: "Low-rank adapters" }).getByRole("link").click();
    await page.waitForURL((url) => url.searchParams.has("paper"));
    await page.goBack();
    await page.waitForURL(`${root}?q=adapters`);
    for (const name of ["Map", "Add papers", "Search"]) {
      await page.getByRole("navigation").getByRole("link", { name }).click();
      await page.locator("header .name").waitFor();
    }
    const end = page.url();
    await page.close();
    return { end, outside };
  }
});

function originOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

function serveBlank(): Promise<Server> {
  return listen(
    createServer((_request, response) => response.setHeader("content-type", "text/html").end("<p>A page</p>")),
  );
}

/** A reverse proxy that removes the path before it forwards a request, and keeps the Host. */
function serveStripped({ url }: TestServer, path: string): Promise<Server> {
  return listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
      const { "content-type": type = "" } = request.headers;
      const answer = await fetch(`${url}${(request.url ?? "").slice(path.length)}`, {
        ...(request.method !== undefined && { method: request.method }),
        ...(type !== "" && { headers: { "content-type": type } }),
        ...body,
      });
      response.statusCode = answer.status;
      response.setHeader("content-type", answer.headers.get("content-type") ?? "text/plain");
      response.end(Buffer.from(await answer.arrayBuffer()));
    }),
  );
}

async function listen(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
