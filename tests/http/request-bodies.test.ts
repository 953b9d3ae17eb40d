import { request as openRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import type { Request } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { readChunks } from "../../src/http/read-chunks.js";
import { ask, expectProblem, postJson, sendJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
const close = () => server.close();

/** A body that would be refused as broken JSON if anything parsed it. */
const broken = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{" };

describe("the body of a request", () => {
  afterEach(close);
  it("is not read at addresses that take none", async () => {
    server = await startTestServer();
    for (const path of ["/nothing", "/v1/nothing", "/v1/jobs/1/nothing"])
      expectProblem(await ask(`${server.url}${path}`, broken), 404, "not_found");
    for (const path of ["/healthz", "/v1/stats"])
      expectProblem(await ask(`${server.url}${path}`, broken), 405, "method_not_allowed");
    expectProblem(await ask(`${server.url}/v1/search`, broken), 400, "bad_input");
  });

  it("is not read without a key", async () => {
    server = await startTestServer({ apiKeys: ["key"] });
    expectProblem(await ask(`${server.url}/v1/search`, broken), 401, "unauthorized");
    expectProblem(await ask(`${server.url}/mcp`, broken), 401, "unauthorized");
  });

  it("of an operation that takes none may be empty, and is refused otherwise", async () => {
    server = await startTestServer();
    const { body } = await postJson(`${server.url}/v1/papers`, { papers: [{ title: "A" }] });
    const { id } = body["job"] as { id: string };
    const cancel = (value: unknown) => postJson(`${server.url}/v1/jobs/${id}/retry`, value);
    expectProblem(await cancel({ force: true }), 400, "bad_input");
    expect((await cancel({})).status).not.toBe(400);
    expectProblem(
      await sendJson("DELETE", `${server.url}/v1/papers/a`, { ids: ["b".repeat(2_000)] }),
      413,
      "too_large",
    );
  });

  it("may not be nested so deeply that reading it would exhaust the stack", async () => {
    server = await startTestServer();
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    const send = (path: string, body: string, type = "application/json") =>
      ask(`${server.url}${path}`, { method: "POST", headers: { "Content-Type": type }, body });
    for (const path of ["/v1/search", "/v1/papers", "/mcp"]) {
      const { detail } = expectProblem(await send(path, deep), 400, "bad_input");
      expect(detail).toBe("The body is nested more than 100 levels deep.");
    }
    const lines = `{"title":"Good"}\n{"title":"Bad","extra":${deep}}\n`;
    const { body } = await send("/v1/papers?wait=true", lines, "application/x-ndjson");
    expect(body["job"]).toMatchObject({ counts: { accepted: 1, failed: 1 } });
  });

  it("is measured after decompression, which stops at the limit", async () => {
    server = await startTestServer();
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
    const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
    expectProblem(await ask(`${server.url}/v1/search`, { method: "POST", headers, body: bomb }), 413, "too_large");
  });
});

describe("bodies that do not arrive", () => {
  afterEach(close);
  it("take no place among the requests in progress, and one address has at most 64 of them", async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "A paper" }] });
    const slow = Array.from({ length: 64 }, () => startBody(server, "/v1/search"));
    await Promise.all(slow.map(({ started }) => started));
    const another = startBody(server, "/v1/search");
    expect(await another.answer).toMatchObject({ status: 429 });
    expect((await ask(`${server.url}/v1/search?q=paper`)).status).toBe(200);
    for (const { finish } of slow) finish('"query":"paper"}');
    const answers = await Promise.all(slow.map(({ answer }) => answer));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await postJson(`${server.url}/v1/search`, { query: "paper" })).status).toBe(200);
  });

  it("of an upload are limited to 64, 8 of them of one address, and leave room for everything else", async () => {
    server = await startTestServer({ papers: [{ id: "a", title: "A paper" }] });
    const upload = (client: string) =>
      startBody(server, "/v1/papers", { "Content-Type": "application/x-ndjson", "X-Forwarded-For": client });
    const fill = (client: string) => Array.from({ length: 8 }, () => upload(client));
    const slow = fill("192.0.2.1");
    await Promise.all(slow.map(({ started }) => started));
    const answer = await upload("192.0.2.1").answer;
    expect(answer).toMatchObject({ status: 429 });
    expect(answer.text).toContain("8 uploads from your address");
    for (let client = 2; client <= 8; client += 1) slow.push(...fill(`192.0.2.${client}`));
    await Promise.all(slow.map(({ started }) => started));
    const last = await upload("192.0.2.9").answer;
    expect(last).toMatchObject({ status: 503 });
    expect(last.text).toContain("64 uploads");
    expect((await ask(`${server.url}/v1/search?q=paper`)).status).toBe(200);
    expect((await postJson(`${server.url}/v1/papers`, { papers: [{ title: "B" }] })).status).toBe(202);
    for (const { call } of slow) call.destroy();
  });
});

describe("a body that is read as it arrives", () => {
  it("ends with an error when its sender pauses too long, and not while its reader is busy", async () => {
    const sender = new PassThrough();
    sender.write("one");
    const parts: string[] = [];
    const read = async () => {
      for await (const part of readChunks(sender as unknown as Request, 0.05)) {
        parts.push(String(part));
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (parts.length === 1) sender.write("two");
      }
    };
    await expect(read()).rejects.toMatchObject({ code: "timed_out" });
    expect(parts).toEqual(["one", "two"]);
  });
});

interface SlowBody {
  readonly call: ClientRequest;
  /** Resolves when the headers and the first byte are sent. */
  readonly started: Promise<void>;
  readonly answer: Promise<{ readonly status: number | undefined; readonly text: string }>;
  finish(rest: string): void;
}

/** Sends a request with the first byte of its body. */
function startBody(
  { url }: TestServer,
  path: string,
  headers: Readonly<Record<string, string>> = { "Content-Type": "application/json" },
): SlowBody {
  const call = openRequest(`${url}${path}`, { method: "POST", headers, agent: false });
  call.on("error", () => undefined);
  const answer = once(call, "response").then(async ([response]) => {
    const message = response as IncomingMessage;
    return { status: message.statusCode, text: await text(message) };
  });
  // Some tests end the connection instead of waiting for the answer.
  answer.catch(() => undefined);
  const started = new Promise<void>((resolve) => call.write("{", () => resolve()));
  return { call, started, answer, finish: (rest) => call.end(rest) };
}
