import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import type { CallOptions } from "../../src/domain/concurrency/call-options.js";
import { createGate } from "../support/gate.js";
import { ask } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

let server: TestServer;
afterEach(() => server.close());

/** The first call at which the model waits until the gate opens. */
const heldCall = 5;

/** A server whose model notes every call for a text or a query, and holds the fifth and all later ones. */
async function openHeld(
  papers: readonly { readonly title: string; readonly abstract?: string }[] = [{ title: "One" }],
) {
  const gate = createGate();
  const calls: (readonly string[])[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const embedder = createFakeEmbedder();
  const note = async (texts: readonly string[], { signal }: CallOptions = {}) => {
    signals.push(signal);
    if (calls.push(texts) >= heldCall) await gate.opened;
    signal?.throwIfAborted();
  };
  server = await startTestServer({
    papers,
    openEmbedder: async () => ({
      ...embedder,
      embedQuery: (text, options) => note([text], options).then(() => embedder.embedQuery(text)),
      embedPassages: (texts, options) => note(texts, options).then(() => embedder.embedPassages(texts)),
    }),
  });
  /** Sends a request, leaves in the middle of it, and resolves when the server has ended it. */
  const leave = async (path: string, body: unknown) => {
    const leaving = new AbortController();
    const sent = fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: leaving.signal,
    });
    await until("the call is held", () => calls.length >= heldCall);
    leaving.abort();
    await expect(sent).rejects.toMatchObject({ name: "AbortError" });
    await until("the model is told", () => signals[heldCall - 1]?.aborted === true);
    gate.open();
    expect((await ask(`${server.url}/v1/search?q=another&mode=semantic`)).status).toBe(200);
    expect(calls.at(-1)).toEqual(["another"]);
    return calls.length - 1;
  };
  return leave;
}

const toText = (at: number) => ({ title: `Text ${at}`, abstract: "It is about bees." });
const texts = Array.from({ length: 100 }, (_, at) => toText(at));

describe("a client that leaves", () => {
  it("ends the recommendations that it asked for: no other text is embedded", async () => {
    const leave = await openHeld();
    expect(await leave("/v1/recommendations", { positive: texts, negative: texts })).toBe(heldCall);
  });

  it("ends a batch of searches", async () => {
    const leave = await openHeld();
    const searches = texts.map(({ title }) => ({ query: title, mode: "semantic" }));
    // Three searches run at a time, and two may be beyond the one that is held.
    expect(await leave("/v1/search/batch", { searches })).toBeLessThan(heldCall + 3);
  });

  it("ends a comparison of aspects", async () => {
    const abstract = (at: number) =>
      Array.from({ length: 12 }, (_, of) => `We propose method ${at} of ${of} to find bees.`).join(" ");
    const papers = Array.from({ length: 40 }, (_, at) => ({ title: `Bees ${at}`, abstract: abstract(at) }));
    const leave = await openHeld(papers);
    const request = { title: "Bees", abstract: abstract(41), aspect: "method" };
    expect(await leave("/v1/similar", request)).toBe(heldCall);
  });
});
