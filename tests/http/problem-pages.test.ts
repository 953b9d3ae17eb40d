import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/test-server.js";

/** What browsers send when an address is opened. */
const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("a problem", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ basePath: "/lab/papers" });
  });
  afterAll(() => server.close());

  /** Uses a plain request, as fetch tidies addresses up. */
  async function open(path: string, accept = browser, method = "GET") {
    const { hostname, port } = new URL(server.url);
    const asked = request({ hostname, port, path, method, headers: { accept } }).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    const { "content-type": type = "", vary } = answer.headers;
    return { status: answer.statusCode, type: type.split(";")[0], vary, body: await text(answer) };
  }

  it("is a page with a way on for a browser", async () => {
    const { status, type, body, vary } = await open("/no-such-page");
    expect([status, type]).toEqual([404, "text/html"]);
    expect(vary).toContain("Accept");
    expect(body).toContain("<h1>There is no such page</h1>");
    expect(body).toContain('<form role="search" action="./">');
  });

  it.each([
    ["/one", "./"],
    ["/one/two", "../"],
    ["/one/two/", "../../"],
    ["/lab/papers/one/two", "../"],
    ["/lab/papers/one", "./"],
    ["/page/none.css", "../"],
  ])("at %s leads to the start page by %s", async (path, root) => {
    const { status, body } = await open(path);
    expect([status, /class="name" href="([^"]*)"/.exec(body)?.[1]]).toEqual([404, root]);
    const start = new URL(root, `${server.url}${path}`).pathname;
    expect(["/", "/lab/papers/"]).toContain(start);
    expect((await open(start)).status).toBe(200);
  });

  it.each([
    ["a program", "/no-such-page", "*/*"],
    ["a script", "/no-such-page", "application/json"],
    ["a caller of the API, even a browser", "/v1/no-such-call", browser],
    ["a caller of the API by a prefix", "/v1", browser],
  ])("is JSON for %s", async (_, path, accept) => {
    const { status, type, body } = await open(path, accept);
    expect([status, type]).toEqual([404, "application/problem+json"]);
    expect(JSON.parse(body)).toMatchObject({ status: 404, code: "not_found" });
  });

  it("says what else went wrong", async () => {
    expect(await open("/docs", browser, "POST")).toMatchObject({
      status: 405,
      type: "text/html",
      body: expect.stringContaining("This page is only for reading"),
    });
    expect(await open("/page/%E0%A4%A")).toMatchObject({
      status: 400,
      body: expect.stringContaining("<h1>This did not work</h1>"),
    });
  });

  it("never repeats the address as HTML", async () => {
    const { body } = await open("/<script>alert(1)</script>/%3Cimg%20src=x%3E");
    expect(body).not.toMatch(/<script>alert|<img/);
  });
});
