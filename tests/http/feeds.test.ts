import { parseFeed } from "@rowanmanning/feed-parser";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeAtom } from "../../src/domain/feeds/atom.js";
import { type Feed, toFeedEntry } from "../../src/domain/feeds/feed.js";
import { writeJsonFeed } from "../../src/domain/feeds/json-feed.js";
import { createFakeMatches, localFollow } from "../support/delivery/fake-matches.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const hostile = `<script>alert("x")</script> & $\\alpha^2$ ]]> \u0000\u000b\ud800 😀`;

let server: TestServer;
const matches = createFakeMatches();
beforeAll(async () => {
  server = await startTestServer({ matches: matches.source, opening: "serve" });
  const numbers = Array.from({ length: 149 }, (_, index) => index + 1);
  matches.add(...numbers.map((number) => ({ paper: { id: `p${number}` } })));
  const paper = {
    id: "arxiv:2401.00001",
    arxivId: "2401.00001",
    doi: "10.1000/a<b>",
    abstract: hostile,
    title: hostile,
  };
  matches.add({ paper: { ...paper, authors: ["Ada Lovelace", hostile], categories: ["cs.LG"] } });
});
afterAll(() => server.close());

async function call(path: string, init?: RequestInit) {
  return fetch(`${server.url}${path}`, init);
}

async function openFeed(path = "/v1/inbox/feed"): Promise<{ token: string; atom: string; json: string }> {
  const answer = await call(path, { method: "POST" });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { token: string; atom: string; json: string };
}

describe("a feed", () => {
  it("is read by a reader's library, page by page, each paper once", async () => {
    const { atom } = await openFeed();
    const ids: string[] = [];
    const answer = await call(`/${atom}`);
    expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    let text = await answer.text();
    for (let page = 0; page < 3; page += 1) {
      const feed = parseFeed(text);
      expect(feed.title).toBe("paperkin: your inbox");
      ids.push(...feed.items.map(({ id }) => String(id)));
      const next = /rel="next" href="([^"]+)"/.exec(text)?.[1];
      if (next === undefined) break;
      text = await (await fetch(next)).text();
    }
    expect(ids).toHaveLength(150);
    expect(new Set(ids).size).toBe(150);
    expect(ids.every((id) => /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))).toBe(true);
  });

  it("says why each paper is there, and where it is", async () => {
    const { json } = await openFeed(`/v1/follows/${localFollow.id}/feed`);
    const answer = await call(`/${json}`);
    expect(answer.headers.get("content-type")).toBe("application/feed+json; charset=utf-8");
    const feed = (await answer.json()) as { title: string; items: Record<string, unknown>[]; next_url: string };
    expect(feed.title).toBe("paperkin: Sparse attention");
    expect(feed.items).toHaveLength(100);
    expect(feed.items[0]).toMatchObject({
      url: `${server.url}/?paper=arxiv%3A2401.00001`,
      external_url: "https://arxiv.org/abs/2401.00001",
      content_text: expect.stringMatching(/^Sparse attention \(strong\): words: sparse, attention\n\n<script>/),
      title: expect.stringContaining("α² ]]>"),
    });
    expect(feed.next_url).toContain("?before=");
  });

  it("answers 304 to who has it, and the same headers to HEAD", async () => {
    const { atom } = await openFeed();
    const first = await call(`/${atom}`);
    const etag = first.headers.get("etag") ?? "";
    const modified = first.headers.get("last-modified") ?? "";
    expect(first.headers.get("cache-control")).toContain("private");
    expect(first.headers.get("x-robots-tag")).toBe("noindex");
    // Node's fetch would ask for a new answer, and no reader does.
    const asks = (headers: Record<string, string>) =>
      call(`/${atom}`, { headers: { ...headers, "cache-control": "max-age=0" } });
    expect((await asks({ "if-none-match": etag })).status).toBe(304);
    expect((await asks({ "if-modified-since": modified })).status).toBe(304);
    const head = await call(`/${atom}`, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
    matches.add({ paper: { id: "newer" } });
    expect((await asks({ "if-none-match": etag })).status).toBe(200);
  });

  it("has another address once it is renewed, and the same ids", async () => {
    const old = await openFeed();
    const before = await (await call(`/${old.atom}`)).text();
    const renewed = await openFeed();
    expect((await call(`/${old.atom}`)).status).toBe(404);
    const after = await (await call(`/${renewed.atom}`)).text();
    expect(after.replaceAll(renewed.token, "T")).toBe(before.replaceAll(old.token, "T"));
    expect((await call(`/v1/feeds/${renewed.token}`, { method: "DELETE" })).status).toBe(204);
    expect((await call(`/${renewed.json}`)).status).toBe(404);
  });

  it("is a key of its own where others need one", async () => {
    const own = createFakeMatches("ada");
    own.add({ paper: { id: "p1" } });
    const locked = await startTestServer({ matches: own.source, apiKeys: ["ada=first-key-1", "bob=second-key-2"] });
    try {
      const ask = (path: string, key?: string, method = "GET") =>
        fetch(`${locked.url}${path}`, { method, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
      const { atom, token } = (await (await ask("/v1/inbox/feed", "first-key-1", "POST")).json()) as Record<
        string,
        string
      >;
      expect((await ask(`/${atom}`)).status).toBe(200);
      expect((await ask("/v1/feeds")).status).toBe(401);
      expect(await (await ask("/v1/feeds", "second-key-2")).json()).toEqual({ feeds: [] });
      expect((await ask(`/v1/feeds/${token}`, "second-key-2", "DELETE")).status).toBe(404);
    } finally {
      await locked.close();
    }
  });
});

describe("whatever a paper says", () => {
  const entryOf = (title: string) =>
    toFeedEntry(
      {
        paper: { id: title, title, abstract: title, authors: [title], categories: [title], keywords: [], url: title },
        matchedAt: new Date(0),
        matches: [],
      },
      "https://papers.example.org/",
    );
  const wrap = (title: string): Feed => ({
    id: "urn:uuid:0",
    title,
    updated: new Date(0),
    self: "https://papers.example.org/self",
    first: "https://papers.example.org/self",
    next: undefined,
    home: "https://papers.example.org/following",
    papers: [entryOf(title)],
  });

  it("the feed stays well-formed, and has the text back", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 }).map((made) => `${hostile}${made}\ud83d`);
    fc.assert(
      fc.property(text, (title) => {
        const xml = writeAtom(wrap(title));
        expect(xml).not.toMatch(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]/u);
        expect(xml.isWellFormed()).toBe(true);
        expect(xml).not.toContain("<script");
        const [item] = parseFeed(xml).items;
        expect(item?.title?.startsWith('<script>alert("x")</script> & α²')).toBe(true);
        JSON.parse(writeJsonFeed(wrap(title)));
      }),
      { numRuns: 60 },
    );
  });
});
