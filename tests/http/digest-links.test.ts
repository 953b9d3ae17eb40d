import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeMatches } from "../support/delivery/fake-matches.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const hostile = `<script>alert("x")</script>\r\nBcc: eve@example.com`;

let sink: SmtpSink;
let server: TestServer;
const matches = createFakeMatches("ada");
const key = { authorization: "Bearer first-key-1" };
beforeAll(async () => {
  sink = await startSmtpSink();
  const config = { smtpUrl: sink.url, mailFrom: "News <news@example.org>" };
  const apiKeys = ["ada=first-key-1"];
  server = await startTestServer({ matches: matches.source, opening: "serve", config, apiKeys });
});
afterAll(async () => {
  await server.close();
  await sink.close();
});

const post = (path: string, body?: object) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { ...key, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
/** The link of the last mail, at the address of this server. */
const findLink = (act: string) => {
  const path = new RegExp(`/v1/digests/${act}/[\\w-]+`).exec(sink.mails.at(-1)?.text ?? "")?.[0];
  return `${server.url}${path}`;
};
const readState = async (id: string) => {
  const answer = await fetch(`${server.url}/v1/digests/${id}`, { headers: key });
  return ((await answer.json()) as { state: string }).state;
};

describe("the links in mails", () => {
  it("ask before they do anything, need no key, and no cookie", async () => {
    const created = await post("/v1/digests", { address: "ada@example.com", timeZone: "Europe/Berlin" });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    await until("the mail came", () => sink.mails.length === 1);
    const link = findLink("confirm");
    const page = await fetch(link);
    expect([page.status, page.headers.get("x-robots-tag"), page.headers.get("cache-control")]).toEqual([
      200,
      "noindex",
      "private, no-cache",
    ]);
    expect(await page.text()).toContain('<button class="strong" type="submit">Confirm</button>');
    expect(await readState(id)).toBe("unconfirmed");
    const confirmed = await fetch(link, { method: "POST", headers: { origin: server.url } });
    expect(await confirmed.text()).toContain("<h1>Confirmed</h1>");
    expect(await readState(id)).toBe("active");

    matches.add({ paper: { id: "p1", title: hostile, authors: [hostile], abstract: hostile } });
    expect((await post(`/v1/digests/${id}/send`)).status).toBe(202);
    await until("the test came", () => sink.mails.length === 2);
    const end = findLink("unsubscribe");
    expect(await (await fetch(end)).text()).toContain("Unsubscribe?");
    expect(await readState(id)).toBe("active");
    // As mail programs call it: RFC 8058.
    const oneClick = await fetch(end, { method: "POST", body: new URLSearchParams("List-Unsubscribe=One-Click") });
    expect(oneClick.status).toBe(200);
    expect(await readState(id)).toBe("unsubscribed");
    expect((await post(`/v1/digests/${id}/send`)).status).toBe(409);
  });

  it("are sent in mails that no paper can write", () => {
    const mail = sink.mails.at(-1);
    expect(mail?.recipients).toEqual(["ada@example.com"]);
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.raw.split("\r\n\r\n", 1)[0]).not.toMatch(/^bcc:/im);
    expect(mail?.html).not.toMatch(/<script|<img|<link|url\(/i);
    expect(mail?.html).toContain("&lt;script&gt;");
    expect(mail?.html?.replace(/https:\/\/papers|http:\/\/127[^"<]*/g, "")).not.toContain("src=");
  });

  it("do nothing when they are unknown", async () => {
    for (const act of ["confirm", "unsubscribe"]) {
      const address = `${server.url}/v1/digests/${act}/unknown`;
      expect((await fetch(address)).status).toBe(404);
      expect((await fetch(address, { method: "POST" })).status).toBe(404);
    }
  });

  it.each([
    ["eve@example.com\r\nBcc: all@example.com"],
    ["eve@example.com, all@example.com"],
    ["<eve@example.com>"],
    ["Eve <eve@example.com>"],
    ["eve"],
  ])("go to one address only, not to %j", async (address) => {
    expect((await post("/v1/digests", { address })).status).toBe(400);
  });
});

describe("a server whose mail server is away", () => {
  it("says so at /readyz, and is ready all the same", async () => {
    const away = await startTestServer({ opening: "serve", config: { smtpUrl: "smtp://127.0.0.1:9" } });
    try {
      const answer = await fetch(`${away.url}/readyz`);
      const { ready, checks } = (await answer.json()) as { ready: boolean; checks: Record<string, { detail: string }> };
      expect([answer.status, ready]).toEqual([200, true]);
      expect(checks["mail"]?.detail).toContain("smtp://127.0.0.1:9 takes no mail");
    } finally {
      await away.close();
    }
  });
});
