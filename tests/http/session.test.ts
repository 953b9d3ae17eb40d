import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSessionToken, findSessionKey } from "../../src/http/access/session-token.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const day = 24 * 60 * 60 * 1000;

/** Uses a plain request, as fetch sets neither cookies nor the headers of browsers. */
async function send(address: string, method: string, headers: Record<string, string>) {
  const [answer] = (await once(request(address, { method, headers }).end(), "response")) as [IncomingMessage];
  answer.resume();
  return { status: answer.statusCode, cookies: answer.headers["set-cookie"] ?? [] };
}

describe("the session of a browser", () => {
  let server: TestServer;
  let other: TestServer;
  let origin: string;
  beforeAll(async () => {
    const papers = [{ id: "a", title: "Bees" }];
    server = await startTestServer({ papers, apiKeys: ["first", "second"], basePath: "/lab" });
    other = await startTestServer({ papers, apiKeys: ["second"], corsOrigins: ["http://friend.example"] });
    origin = server.url;
  });
  afterAll(() => Promise.all([server.close(), other.close()]));

  const open = (headers: Record<string, string> = {}, path = "/v1/session") =>
    send(`${server.url}${path}`, "POST", { authorization: "Bearer first", origin, ...headers });
  const takeCookie = async () => (await open()).cookies[0]!.split(";")[0]!;
  const use = (method: string, headers: Record<string, string>, path = "/v1/papers/a") =>
    send(`${server.url}${path}`, method, headers).then(({ status }) => status);

  it("begins with a key, in a cookie that scripts cannot read and that does not hold the key", async () => {
    const { status, cookies } = await open();
    const port = new URL(server.url).port;
    expect(status).toBe(204);
    expect(cookies).toEqual([
      expect.stringMatching(new RegExp(`^paperkin_session_${port}=[\\w.-]+; Path=/; HttpOnly; SameSite=Strict$`)),
      `paperkin_session_${port}_open=1; Path=/; SameSite=Strict`,
    ]);
    expect(cookies.join()).not.toContain("first");
  });

  it.each([
    ["to a wrong key", { authorization: "Bearer third" }],
    ["without a key", { authorization: "" }],
  ])("is refused %s", async (_, headers) => {
    expect(await open(headers)).toEqual({ status: 401, cookies: [] });
  });

  it("does not renew itself", async () => {
    expect(await open({ authorization: "", cookie: await takeCookie() })).toEqual({ status: 401, cookies: [] });
  });

  it("keeps its cookie to https where the browser speaks that, and to the base path", async () => {
    const secure = await open({ origin: "https://papers.example", host: "papers.example" }, "/lab/v1/session");
    expect(secure.cookies[0]).toMatch(/^paperkin_session=[^;]+; Path=\/lab\/; HttpOnly; Secure; SameSite=Strict$/);
    const proxied = await open({ "x-forwarded-proto": "https" });
    expect(proxied.cookies[0]).toContain("; Secure;");
  });

  it("reads and writes for the page of this server", async () => {
    const cookie = await takeCookie();
    expect(await use("GET", { cookie })).toBe(200);
    expect(await use("GET", { cookie, "sec-fetch-site": "none" })).toBe(200);
    expect(await use("GET", { cookie, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await use("POST", { cookie, origin }, "/v1/map")).not.toBe(401);
    expect(await use("DELETE", { cookie, "sec-fetch-site": "same-origin" }, "/v1/papers/none")).toBe(404);
  });

  it.each([
    ["reads for a page on another port", "GET", { "sec-fetch-site": "same-site" }, 401],
    ["reads for a page of another site", "GET", { "sec-fetch-site": "cross-site" }, 401],
    ["reads for a page that names itself", "GET", { origin: "http://127.0.0.1:1" }, 401],
    ["writes where no page is named", "DELETE", {}, 401],
    ["writes from the address bar", "DELETE", { "sec-fetch-site": "none" }, 401],
    ["writes for a page on another port", "DELETE", { "sec-fetch-site": "same-site" }, 403],
    ["writes for a page of another site", "DELETE", { origin: "http://evil.example" }, 403],
  ])("never %s", async (_, method, headers, status) => {
    expect(await use(method, { cookie: await takeCookie(), ...headers })).toBe(status);
    expect(await use("GET", { authorization: "Bearer first" })).toBe(200);
  });

  it("does not serve the pages of other origins that may use the API", async () => {
    const { port } = new URL(other.url);
    const cookie = `paperkin_session_${port}=${createSessionToken("second", Date.now())}`;
    const ask = (headers: Record<string, string>) => send(`${other.url}/v1/papers/a`, "DELETE", { cookie, ...headers });
    expect((await ask({ origin: "http://friend.example" })).status).toBe(401);
    expect((await ask({ origin: other.url })).status).toBe(204);
  });

  it("opens nothing for assistants", async () => {
    expect(await use("POST", { cookie: await takeCookie(), origin }, "/mcp")).toBe(401);
  });

  it("gives way to a key in the same request", async () => {
    expect(await use("GET", { cookie: await takeCookie(), authorization: "Bearer third" })).toBe(401);
  });

  it("ends when the browser is told to forget it", async () => {
    const { status, cookies } = await send(`${server.url}/v1/session`, "DELETE", {
      cookie: await takeCookie(),
      origin,
    });
    expect(status).toBe(204);
    expect(cookies).toEqual([
      expect.stringMatching(/^paperkin_session_\d+=; Path=\/; Expires=Thu, 01 Jan 1970/),
      expect.stringMatching(/^paperkin_session_\d+_open=; Path=\/; Expires=Thu, 01 Jan 1970/),
    ]);
  });

  it("ends with its key, with its time, and with any change", () => {
    const token = createSessionToken("first", 0);
    expect(findSessionKey(token, ["second", "first"], 29 * day)).toBe(1);
    expect(findSessionKey(token, ["second"], 0)).toBeUndefined();
    expect(findSessionKey(token, ["first"], 31 * day)).toBeUndefined();
    expect(findSessionKey(token, ["first"], -1)).toBeUndefined();
    expect(findSessionKey(`1${token.slice(1)}`, ["first"], day)).toBeUndefined();
    expect(findSessionKey(`${token.slice(0, -2)}AA`, ["first"], 0)).toBeUndefined();
    expect(findSessionKey("", ["first"], 0)).toBeUndefined();
  });

  it("sets nothing where no key is needed", async () => {
    const free = await startTestServer();
    expect(await send(`${free.url}/v1/session`, "POST", {})).toEqual({ status: 204, cookies: [] });
    await free.close();
  });
});
