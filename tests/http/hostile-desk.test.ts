import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../src/operations/index.js";
import type { OperationList } from "../../src/operations/operation.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";
import { ask, type Reply } from "../support/http-client.js";
import { samplePapers } from "../support/sample-papers.js";
import { isOfDesk } from "../support/shown-calls.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const keys = { ada: "first-key-1", bob: "second-key-2" } as const;
const paper = "arxiv:1910.07224";

let server: TestServer;
let mails: SmtpSink;
beforeAll(async () => {
  mails = await startSmtpSink();
  const apiKeys = Object.entries(keys).map(([name, key]) => `${name}=${key}`);
  server = await startTestServer({ papers: samplePapers, opening: "serve", apiKeys, config: { smtpUrl: mails.url } });
});
afterAll(async () => {
  await server?.close();
  await mails?.close();
});

const send = (who: keyof typeof keys | undefined, call: string, body?: unknown): Promise<Reply> => {
  const [method = "", path = ""] = call.split(" ");
  return ask(`${server.url}${path}`, {
    method,
    headers: {
      ...(who && { authorization: `Bearer ${keys[who]}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
};
const make = async (call: string, body?: unknown) => {
  const { status, body: made } = await send("ada", call, body);
  expect([call, status]).toEqual([call, 201]);
  return made as { readonly id: string; readonly token: string };
};
const detailOf = ({ status, body }: Reply) => [status, body["detail"]];

describe("what one reader keeps", () => {
  /** Every operation of the desk that names something, called for what Ada has. */
  const listCalls = async (): Promise<readonly { name: string; call: string; body: unknown }[]> => {
    const collection = await make("POST /v1/collections", { name: "Hers" });
    await send("ada", `POST /v1/collections/${collection.id}/papers`, { entries: [{ id: paper }] });
    const owners: readonly [RegExp, string][] = [
      [/^\/v1\/collections\//, collection.id],
      [/^\/v1\/follows\//, (await make("POST /v1/follows", { kind: "question", query: "whales" })).id],
      [/^\/v1\/digests\//, (await make("POST /v1/digests", { address: "ada@example.org" })).id],
      [/^\/v1\/webhooks\//, (await make("POST /v1/webhooks", { url: "https://example.org/x" })).id],
      [/^\/v1\/feeds\//, (await make("POST /v1/inbox/feed")).token],
    ];
    return Object.entries(operations as OperationList).flatMap(([name, { method, path, scope, example }]) => {
      const owner = owners.find(([pattern]) => pattern.test(path));
      if (!isOfDesk(name) || scope === "open" || !path.includes("{") || !owner) return [];
      const filled = path.replace(/\{(\w+)\}/g, (_, part) => encodeURIComponent(part === "paper" ? paper : owner[1]));
      return [{ name, call: `${method.toUpperCase()} ${filled}`, body: example.body }];
    });
  };

  it("is unknown to the others, and to those without a key, at every address", async () => {
    const calls = await listCalls();
    expect(calls.length).toBeGreaterThan(25);
    const others = await Promise.all(calls.map(async ({ name, call, body }) => [name, await send("bob", call, body)]));
    expect(others.map(([name, answer]) => [name, (answer as Reply).status])).toEqual(
      calls.map(({ name }) => [name, 404]),
    );
    const nobody = await Promise.all(calls.map(async ({ call, body }) => (await send(undefined, call, body)).status));
    expect(new Set(nobody)).toEqual(new Set([401]));
  });

  it("cannot be named in what another makes", async () => {
    const collection = await make("POST /v1/collections", { name: "Named" });
    const follow = await make("POST /v1/follows", { kind: "author", author: "Ada" });
    for (const [call, body] of [
      ["POST /v1/follows", { kind: "collection", collection: collection.id }],
      ["POST /v1/follows?dryRun=true", { kind: "collection", collection: collection.id }],
      ["POST /v1/digests", { address: "bob@example.org", follows: [follow.id] }],
      ["POST /v1/webhooks", { url: "https://example.org/x", follows: [follow.id] }],
    ] as const)
      expect([call, (await send("bob", call, body)).status]).toEqual([call, 404]);
  });
});

describe("a name", () => {
  it.each([
    ["POST /v1/collections", { name: "a\r\nb\u0000" }],
    ["POST /v1/follows", { kind: "author", author: "Ada", name: "a\r\nb\u0000" }],
  ])("of %s is one line without control characters", async (call, body) => {
    const { status, body: made } = await send("bob", call, body);
    expect([status, made["name"]]).toEqual([201, "a b\uFFFD"]);
  });

  it("that is nothing is refused, as is a blank tag", async () => {
    expect(detailOf(await send("bob", "POST /v1/collections", { name: "\u00A0\n" }))).toEqual([
      400,
      "name must not be empty.",
    ]);
    const { id } = (await send("bob", "POST /v1/collections", { name: "Tagged" })).body as { id: string };
    const entries = [{ id: paper, tags: ["\u00A0"] }];
    expect(detailOf(await send("bob", `POST /v1/collections/${id}/papers`, { entries }))).toEqual([
      400,
      "entries.0.tags.0 must not be empty.",
    ]);
  });
});

describe("notes and reasons", () => {
  it("keep their lines, and have no character that a file cannot hold", async () => {
    const { id } = (await send("bob", "POST /v1/collections", { name: "Noted" })).body as { id: string };
    const hostile = {
      note: "=cmd\r\n\u0000\uD800",
      reason: "@sum\u000B",
      decision: "exclude",
      tags: ["+t\n"],
      key: "-k",
    };
    await send("bob", `PUT /v1/collections/${id}/papers/${encodeURIComponent(paper)}`, hostile);
    const { body } = await send("bob", `GET /v1/collections/${id}/papers/${encodeURIComponent(paper)}`);
    expect(body).toMatchObject({ note: "=cmd\n\uFFFD\uFFFD", reason: "@sum\uFFFD", tags: ["+t"] });
    const answer = await send("bob", `GET /v1/collections/${id}/export?format=csv&decisions=true`);
    expect(String(answer.body["text"])).toContain(`"'=cmd\n\uFFFD\uFFFD",'+t,false,,'-k,exclude,'@sum\uFFFD,`);
  });

  it("are cleaned in imports too", async () => {
    const entry = { note: "a\u0000\r\nb", tags: ["t\u0001"], decision: "exclude", reason: "r\uFFFE" };
    const papers = [{ title: "A paper with a hostile entry", entry }];
    const { body } = await send("bob", "POST /v1/collections/import?name=Imported&wait=true", { papers });
    const { id } = body["collection"] as { id: string };
    const listed = await send("bob", `GET /v1/collections/${id}/papers?decision=exclude`);
    expect((listed.body["entries"] as object[])[0]).toMatchObject({
      note: "a\uFFFD\nb",
      tags: ["t\uFFFD"],
      reason: "r\uFFFD",
    });
  });
});

describe("an export", () => {
  const hostile = [
    "}\n}\n\n@article{evil,\n  title = {Evil}\n}",
    'x"},{"id":"evil","title":"Evil"}]',
    "x\nER  - \n\nTY  - JOUR\nTI  - Evil\nER  - ",
    'x"\r\nevil,Evil,',
    "\\input{/etc/passwd} % $\\write18{x}$ {",
  ];

  it.each([
    ["bibtex", "application/x-bibtex"],
    ["ris", "application/x-research-info-systems"],
    ["csl", "application/vnd.citationstyles.csl+json"],
    ["csv", "text/csv"],
    ["jsonl", "application/x-ndjson"],
  ])("as %s has one record, whatever is said about the paper", async (format, type) => {
    const { id } = (await send("bob", "POST /v1/collections", { name: `Exported as ${format}` })).body as {
      id: string;
    };
    const facts = { note: hostile.join("\n"), tags: hostile.map((text) => text.slice(0, 100)), isRead: true };
    const put = await send("bob", `PUT /v1/collections/${id}/papers/${encodeURIComponent(paper)}`, facts);
    expect(put.status).toBe(200);
    const headers = { authorization: `Bearer ${keys.bob}` };
    const file = await fetch(`${server.url}/v1/collections/${id}/export?format=${format}`, { headers });
    const answer = await ask(`${server.url}/v1/collections/import?name=Back from ${format}&wait=true`, {
      method: "POST",
      headers: { ...headers, "content-type": type },
      body: await file.text(),
    });
    expect(answer.body).toMatchObject({ job: { counts: { total: 1, failed: 0 } }, entries: { added: 1 } });
    const back = (answer.body["collection"] as { id: string }).id;
    const entry = (await send("bob", `GET /v1/collections/${back}/papers/${encodeURIComponent(paper)}`)).body;
    expect(String(entry["note"])).toContain("@article{evil");
  });
});

describe("a digest", () => {
  it("has a time zone that there is, and tells nobody another text", async () => {
    const timeZone = "Win at http://evil.example";
    expect(detailOf(await send("bob", "POST /v1/digests", { address: "eve@example.org", timeZone }))).toEqual([
      400,
      "timeZone must be a time zone of the IANA database, such as Europe/Berlin.",
    ]);
    const { id } = (await send("bob", "POST /v1/digests", { address: "bob@example.org" })).body as { id: string };
    expect((await send("bob", `PATCH /v1/digests/${id}`, { timeZone })).status).toBe(400);
    expect(mails.mails.filter(({ raw }) => raw.includes("evil"))).toEqual([]);
  });
});

describe("a question", () => {
  it("of the length that the search box takes can be followed", async () => {
    const query = `whales ${"that sing ".repeat(300)}`.trim();
    expect((await send("bob", "POST /v1/follows", { kind: "question", query })).status).toBe(201);
  });
});

describe("an address that a reader chooses", () => {
  it.each([
    ["POST /v1/webhooks", { url: "https://localhost:1/x" }],
    ["POST /v1/webhooks", { url: "https://[::ffff:10.0.0.1]/x" }],
    ["POST /v1/webhooks", { url: "https://169.254.169.254/x" }],
    ["POST /v1/follows", { kind: "source", source: "oai:http://127.0.0.1:8080/oai" }],
    ["POST /v1/follows?dryRun=true", { kind: "source", source: "oai:http://localhost/oai" }],
  ])("of %s is not on this machine or its network: %j", async (call, body) => {
    const { status, body: problem } = await send("bob", call, body);
    expect([status, problem["detail"]]).toEqual([400, expect.stringContaining("is a private address")]);
  });

  it("of a source is checked before it is followed, and has no password", async () => {
    for (const source of ["oai:nowhere", "oai:https://ada:secret@example.org/oai"])
      expect((await send("bob", "POST /v1/follows", { kind: "source", source })).status).toBe(400);
  });
});
