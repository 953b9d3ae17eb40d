import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createGate } from "../support/gate.js";
import { ask, expectProblem, jobOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const maxRequests = 256;
const maxStreams = 1_000;

let server: TestServer;
afterEach(() => server.close());

/** A server whose queries are not answered until the gate opens. */
async function openHeld() {
  const gate = createGate();
  const asked: string[] = [];
  const embedder = createFakeEmbedder();
  const embedQuery = async (text: string) => {
    asked.push(text);
    await gate.opened;
    return embedder.embedQuery(text);
  };
  server = await startTestServer({
    openEmbedder: async () => ({ ...embedder, embedQuery }),
    papers: [{ id: "a", title: "A paper" }],
  });
  const search = (name: string, init?: RequestInit) => ask(`${server.url}/v1/search?mode=semantic&q=${name}`, init);
  return { gate, asked, search };
}

describe("requests in flight", () => {
  it("are limited to 256: the next one is rejected immediately, and accepted once there is room", async () => {
    const { gate, asked, search } = await openHeld();
    const held = Array.from({ length: maxRequests }, (_, at) => search(`held${at}`));
    await until("all of them are in flight", () => asked.length === maxRequests);
    const { detail } = expectProblem(await search("next"), 503, "overloaded");
    expect(detail).toContain(`${maxRequests} requests`);
    expect(asked).not.toContain("next");
    gate.open();
    expect(new Set((await Promise.all(held)).map(({ status }) => status))).toEqual(new Set([200]));
    expect((await search("next")).status).toBe(200);
  });

  it("make room when their client disconnects", async () => {
    const { gate, asked, search } = await openHeld();
    const leaving = new AbortController();
    const held = Array.from({ length: maxRequests }, (_, at) => search(`held${at}`, { signal: leaving.signal }));
    await until("all of them are in flight", () => asked.length === maxRequests);
    leaving.abort();
    expect((await Promise.allSettled(held)).filter(({ status }) => status === "rejected")).toHaveLength(maxRequests);
    const stats = () => ask(`${server.url}/v1/stats`);
    await until("there is room", async () => (await stats()).status === 200);
    gate.open();
  });
});

describe("event streams in flight", () => {
  it("are limited to 1,000, independently of the requests", async () => {
    server = await startTestServer({ workers: 0 });
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers: [{ id: "a", title: "A" }] }));
    const events = `${server.url}/v1/jobs/${id}/events`;
    const leaving = new AbortController();
    const follow = () => fetch(events, { signal: leaving.signal });
    const streams = await Promise.all(Array.from({ length: maxStreams }, follow));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect(expectProblem(await ask(events), 503, "overloaded")["detail"]).toContain(`${maxStreams} event streams`);
    expect((await ask(`${server.url}/v1/jobs/${id}`)).status).toBe(200);
    leaving.abort();
    await until("there is room", async () => (await fetch(events, { method: "HEAD" })).status === 200);
  });
});
