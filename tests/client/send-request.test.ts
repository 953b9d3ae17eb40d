import { describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** Answers one call after another; records the requests. */
function answerWith(answers: readonly Answer[]) {
  const asked: string[] = [];
  const left = [...answers];
  const fake: typeof fetch = async (address, init = {}) => {
    init.signal?.throwIfAborted();
    asked.push(`${init.method} ${new URL(String(address)).pathname}`);
    const { status, body, headers = {} } = left.shift() ?? { status: 500, body: "no answer left" };
    return new Response(JSON.stringify(body), { status, headers });
  };
  return { asked, fetch: fake };
}

/** Does not answer until the call is aborted. */
const silent: typeof fetch = (_address, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
  });

const url = "http://server.test";
const problem = (code: string) => ({ type: "", title: "", status: 0, detail: "Too much.", code });
const busy = { status: 503, body: problem("overloaded"), headers: { "retry-after": "0" } };
const job = {
  id: "j",
  state: "waiting",
  priority: "normal",
  createdAt: "",
  counts: { total: 1, accepted: 1, unchanged: 0, embedded: 0, failed: 0 },
};
const empty = { status: 200, body: { hits: [], total: 0, timings: { totalMs: 1 } } };

describe("a call of the client", () => {
  it("is retried while the server is busy, after the requested pause", async () => {
    const { asked, fetch } = answerWith([busy, { ...busy, status: 429 }, empty]);
    expect(await createClient({ url, fetch }).search({ query: "q" })).toMatchObject({ total: 0 });
    expect(asked).toEqual(Array.from({ length: 3 }, () => "POST /v1/search"));
  });

  it("fails after the maximum number of tries", async () => {
    const { asked, fetch } = answerWith([busy, busy, busy]);
    await expect(createClient({ url, fetch, tries: 2 }).stats()).rejects.toMatchObject({
      status: 503,
      code: "overloaded",
      detail: "Too much.",
    });
    expect(asked).toHaveLength(2);
  });

  it("is not retried after a long pause, when it is not idempotent, or after another error", async () => {
    const late = { ...busy, headers: { "retry-after": "3600" } };
    const broken = { status: 500, body: problem("internal") };
    const { asked, fetch } = answerWith([late, busy, busy, broken]);
    const client = createClient({ url, fetch });
    async function* papers() {
      yield { title: "a" };
    }
    await expect(client.stats()).rejects.toMatchObject({ status: 503 });
    await expect(client.jobs.cancel("j")).rejects.toMatchObject({ status: 503 });
    await expect(client.addPapers(papers())).rejects.toMatchObject({ status: 503 });
    await expect(client.stats()).rejects.toMatchObject({ status: 500, code: "internal" });
    expect(asked).toHaveLength(4);
  });

  it("is retried when it adds a list of papers, which is idempotent", async () => {
    const { asked, fetch } = answerWith([busy, { status: 202, body: { job } }]);
    expect(await createClient({ url, fetch }).addPapers([{ title: "a" }])).toEqual(job);
    expect(asked).toHaveLength(2);
  });

  it("ends at its timeout, even during a pause", async () => {
    const limit = { url, timeoutMs: 1 };
    await expect(createClient({ ...limit, fetch: silent }).stats()).rejects.toMatchObject({
      status: undefined,
      code: "unavailable",
      timedOut: true,
      detail: "No answer from http://server.test within 0.001 s.",
    });
    const { fetch } = answerWith([{ ...busy, headers: { "retry-after": "10" } }]);
    await expect(createClient({ ...limit, fetch }).stats()).rejects.toThrow("within 0.001 s");
  });

  it("reads the key before each request, and resolves an address without a host against the page", async () => {
    const asked: unknown[] = [];
    const fake: typeof fetch = async (address, init) => {
      asked.push([address, new Headers(init?.headers).get("authorization")]);
      return new Response("{}");
    };
    const keys = [undefined, "k"];
    const client = createClient({ url: "", apiKey: () => keys.shift(), fetch: fake });
    await client.map.read("outline");
    await client.map.draw({ anew: true });
    expect(asked).toEqual([
      ["/v1/map?part=outline", null],
      ["/v1/map?anew=true", "Bearer k"],
    ]);
  });

  it("rejects with the reason of its signal", async () => {
    const leaving = new AbortController();
    const answer = createClient({ url, fetch: silent }).search({ query: "q" }, { signal: leaving.signal });
    leaving.abort(new Error("the reader left"));
    await expect(answer).rejects.toThrow("the reader left");
  });

  it("keeps the detail of a problem whose code it does not know", async () => {
    const { fetch } = answerWith([{ status: 418, body: problem("teapot") }]);
    await expect(createClient({ url, fetch }).stats()).rejects.toMatchObject({ status: 418, detail: "Too much." });
  });

  it("skips comments of an event stream, and reassembles events that arrive in pieces", async () => {
    const active = JSON.stringify({ ...job, state: "active" });
    const text = `: still here\n\nevent: job\ndata: ${JSON.stringify(job)}\n\nevent: job\r\ndata:${active}\r\n\r\n`;
    const fetch: typeof globalThis.fetch = async () => {
      const pieces = text.match(/[^]{1,7}/g) ?? [];
      return new Response(ReadableStream.from(pieces.map((piece) => Buffer.from(piece))) as unknown as string);
    };
    const states: string[] = [];
    for await (const { state } of createClient({ url, fetch }).jobs.events("j")) states.push(state);
    expect(states).toEqual(["waiting", "active"]);
  });
});
