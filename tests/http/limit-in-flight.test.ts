import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createGate } from "../support/gate.js";
import { ask, expectProblem, jobOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const maxRequests = 256;
const maxRequestsOfOne = 128;
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
  let held = 0;
  const hold = (count: number, init?: RequestInit) =>
    Array.from({ length: count }, () => search(`held${held++}`, init));
  return { gate, asked, search, hold };
}

/** A request that a proxy on this machine passes on for a client. */
const behindProxy = (client: string) => ({ headers: { "X-Forwarded-For": client } });

/** The status of an answer to a connection from another address of this machine. */
async function askFrom(localAddress: string, url: string): Promise<number | undefined> {
  const [answer] = (await once(get(url, { localAddress, agent: false }), "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe("requests in flight", () => {
  it("are limited to 128 of one address, and others are still served", async () => {
    const { gate, asked, hold } = await openHeld();
    const statuses: number[] = [];
    const sent = hold(300).map(async (reply) => {
      const { status, headers, body } = await reply;
      statuses.push(status);
      return { status, retryAfter: headers.get("retry-after"), detail: body["detail"] };
    });
    await until("the others are refused", () => asked.length === maxRequestsOfOne && statuses.length === 172);
    expect(await askFrom("127.0.0.2", `${server.url}/v1/search?mode=keyword&q=paper`)).toBe(200);
    expect(await askFrom("127.0.0.1", `${server.url}/v1/search?mode=keyword&q=paper`)).toBe(429);
    gate.open();
    const refused = (await Promise.all(sent)).filter(({ status }) => status !== 200);
    expect(new Set(refused.map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        JSON.stringify({
          status: 429,
          retryAfter: "1",
          detail:
            "128 requests from your address are in progress, which is the limit for one address. Try again in a second.",
        }),
      ]),
    );
  });

  it("are limited to 256: the next one is rejected immediately, and accepted once there is room", async () => {
    const { gate, asked, search, hold } = await openHeld();
    const held = [...hold(maxRequestsOfOne), ...hold(maxRequestsOfOne, behindProxy("192.0.2.1"))];
    await until("all of them are in flight", () => asked.length === maxRequests);
    const { detail } = expectProblem(await search("next", behindProxy("192.0.2.2")), 503, "overloaded");
    expect(detail).toContain(`${maxRequests} requests`);
    expect(asked).not.toContain("next");
    gate.open();
    expect(new Set((await Promise.all(held)).map(({ status }) => status))).toEqual(new Set([200]));
    expect((await search("next")).status).toBe(200);
  });

  it("make room when their client disconnects", async () => {
    const { gate, asked, hold } = await openHeld();
    const leaving = new AbortController();
    const held = hold(maxRequestsOfOne, leaving);
    await until("all of them are in flight", () => asked.length === maxRequestsOfOne);
    leaving.abort();
    expect((await Promise.allSettled(held)).filter(({ status }) => status === "rejected")).toHaveLength(
      maxRequestsOfOne,
    );
    const stats = () => ask(`${server.url}/v1/stats`);
    await until("there is room", async () => (await stats()).status === 200);
    gate.open();
  });
});

describe("event streams in flight", () => {
  it("are limited to 1,000, half of them of one address, independently of the requests", async () => {
    server = await startTestServer({ workers: 0 });
    const { id } = jobOf(await postJson(`${server.url}/v1/papers`, { papers: [{ id: "a", title: "A" }] }));
    const events = `${server.url}/v1/jobs/${id}/events`;
    const leaving = new AbortController();
    const follow = (client: string) => fetch(events, { signal: leaving.signal, ...behindProxy(client) });
    const half = (client: string) => Promise.all(Array.from({ length: maxStreams / 2 }, () => follow(client)));
    const streams = await half("192.0.2.1");
    expect(expectProblem(await ask(events, behindProxy("192.0.2.1")), 429, "too_many")["detail"]).toContain("500");
    streams.push(...(await half("192.0.2.2")));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    expect(expectProblem(await ask(events), 503, "overloaded")["detail"]).toContain(`${maxStreams} event streams`);
    expect((await ask(`${server.url}/v1/jobs/${id}`)).status).toBe(200);
    leaving.abort();
    await until("there is room", async () => (await fetch(events, { method: "HEAD" })).status === 200);
  });
});
