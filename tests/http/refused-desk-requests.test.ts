import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../src/operations/index.js";
import type { OperationList } from "../../src/operations/operation.js";
import { ask, postJson, sendJson } from "../support/http-client.js";
import { samplePapers } from "../support/sample-papers.js";
import { isOfDesk } from "../support/shown-calls.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
let collection: string;
const papers = samplePapers.slice(0, 3).map((_, at) => ({ id: `kept:${at}`, title: `A kept paper ${at}` }));
beforeAll(async () => {
  server = await startTestServer({ papers });
  const made = await postJson(`${server.url}/v1/collections`, { name: "Kept" });
  collection = `/v1/collections/${String(made.body["id"])}`;
  await postJson(`${server.url}${collection}/papers`, { entries: papers.map(({ id }) => ({ id })) });
});
afterAll(() => server?.close());

const read = (path: string) => ask(`${server.url}${path.replace("{c}", collection)}`);

describe("a hasty client of the desk", () => {
  it.each([
    "/v1/inbox?limit=0",
    "/v1/inbox?limit=1000000000",
    "/v1/inbox?limit=many",
    "/v1/inbox?cursor=-1",
    "/v1/inbox?cursor=AAECAw",
    "{c}/papers?cursor=12",
    "{c}/papers?cursor=WyJhIl0",
    `{c}/papers?cursor=${"a".repeat(9_000)}`,
    `{c}/papers?${"tag=a&".repeat(51)}`,
    `{c}/papers?q=${"a".repeat(20_000)}`,
    "{c}/screening/next?limit=10000",
    "{c}/export?format=docx",
    "/v1/collections?delted=true",
    "/v1/collections?deleted=true&deleted=false",
    "/v1/collections/%E0%A4",
    `/v1/follows/${"x".repeat(101)}`,
    "/v1/trending?yearFrom=soon",
    "/v1/feeds/unknown.atom?before=-1",
    "/v1/feeds/unknown.atom?before=soon",
  ])("is told what is wrong with %s", async (path) => {
    const { status, body } = await read(path);
    expect([status, body["code"]]).toEqual([400, "bad_input"]);
    expect(String(body["detail"])).not.toContain("NaN");
  });

  it("is refused what comes after a thousand parameters, too", async () => {
    const many = "yearFrom=2000&".repeat(1_000);
    expect((await read(`/v1/search?q=bees&${many}delted=true`)).body["detail"]).toContain("delted");
    expect((await read(`{c}/papers?${"tag=a&".repeat(5_000)}`)).body["detail"]).toMatch(/not a list of 5,?000/);
  });

  it("gets no page of one order with the cursor of another", async () => {
    const first = await read("{c}/papers?sort=title&limit=1");
    const cursor = String(first.body["cursor"]);
    expect((await read(`{c}/papers?sort=title&limit=1&cursor=${cursor}`)).status).toBe(200);
    expect((await read(`{c}/papers?sort=added&limit=1&cursor=${cursor}`)).status).toBe(400);
  });

  it.each([
    ["POST", "{c}/papers", { entries: Array.from({ length: 10_000 }, (_, at) => ({ id: `p${at}` })) }],
    ["PATCH", "{c}/papers", { ids: Array.from({ length: 10_000 }, (_, at) => `p${at}`), change: { isRead: true } }],
    ["POST", "{c}/papers/remove", { ids: Array.from({ length: 10_000 }, (_, at) => `p${at}`) }],
    ["POST", "/v1/inbox/seen", { ids: Array.from({ length: 10_000 }, (_, at) => `p${at}`) }],
    ["POST", "/v1/opened", { ids: Array.from({ length: 10_000 }, (_, at) => `p${at}`) }],
    ["POST", "{c}/papers", { entries: [{ id: "kept:0", nots: "x" }] }],
    ["POST", "{c}/papers", { entries: [{ id: "kept:0", note: "x".repeat(10_001) }] }],
    ["POST", "{c}/papers", { entries: [{ id: "kept:0", tags: Array.from({ length: 51 }, (_, at) => `t${at}`) }] }],
    ["PATCH", "{c}/papers", { ids: ["kept:0"], change: { rating: 6 } }],
    ["PATCH", "{c}/papers", { ids: ["kept:0"], change: {} }],
    ["POST", "/v1/follows", { kind: "question", query: "bees", filter: { venu: "ICML" } }],
    ["POST", "/v1/follows", { kind: "question", query: "b".repeat(10_001) }],
    ["POST", "/v1/follows", JSON.parse('{"kind":"author","author":"Ada","__proto__":{"isPaused":true}}')],
  ])("may not %s %s with more than there can be, or with unknown fields", async (method, path, body) => {
    const answer = await sendJson(method, `${server.url}${path.replace("{c}", collection)}`, body);
    expect([answer.status, answer.body["code"]]).toEqual([400, "bad_input"]);
  });
});

describe("a page of another site", () => {
  const changes = Object.entries(operations as OperationList).filter(
    ([name, { method }]) => isOfDesk(name) && method !== "get",
  );

  it("changes nothing by a form, with a body or without", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" };
    const sent = await Promise.all(
      changes.map(async ([name, { method, path }]) => {
        const address = `${server.url}${path.replace(/\{\w+\}/g, "x")}`;
        return [name, (await fetch(address, { method: method.toUpperCase(), headers: form, body: "a=b" })).status];
      }),
    );
    expect(sent).toEqual(changes.map(([name]) => [name, 403]));
  });

  it("sends no JSON as the text that a form can send", async () => {
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]) {
      const answer = await ask(`${server.url}/v1/collections`, {
        method: "POST",
        headers: { "content-type": type },
        body: '{"name":"Forged"}',
      });
      expect([type, answer.status]).toEqual([type, 415]);
    }
  });
});
