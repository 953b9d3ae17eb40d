import { describe, expect, it } from "vitest";
import { createEmbedQuery } from "../../src/services/search/embed-query.js";

/** An embedder that answers when it is told to, and ends a query whose signal aborts. */
function createHeldEmbedder() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const embedQuery = createEmbedQuery({
    embedQuery: (text, { signal } = {}) =>
      new Promise((resolve, reject) => {
        asked.push(text);
        answers.push(() => resolve(Float32Array.of(text.length)));
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  });
  return { asked, answers, embedQuery };
}

describe("a query that several callers ask", () => {
  it("is embedded once, and outlives those that leave", async () => {
    const { asked, answers, embedQuery } = createHeldEmbedder();
    const leaving = new AbortController();
    const first = embedQuery("bees", leaving);
    const second = embedQuery("bees", new AbortController());
    const third = embedQuery("bees");
    leaving.abort();
    answers[0]!();
    await expect(first).rejects.toBe(leaving.signal.reason);
    expect([await second, await third, await embedQuery("bees")]).toEqual(Array(3).fill(Float32Array.of(4)));
    expect(asked).toEqual(["bees"]);
  });

  it("ends with the last one that leaves, and is embedded again for the next", async () => {
    const { asked, answers, embedQuery } = createHeldEmbedder();
    const leaving = [new AbortController(), new AbortController()] as const;
    const left = leaving.map((caller) => embedQuery("bees", caller));
    for (const caller of leaving) caller.abort();
    for (const call of left) await expect(call).rejects.toMatchObject({ name: "AbortError" });
    const next = embedQuery("bees");
    answers[1]!();
    expect(await next).toEqual(Float32Array.of(4));
    expect(asked).toEqual(["bees", "bees"]);
    await expect(embedQuery("bees", leaving[0])).rejects.toBe(leaving[0].signal.reason);
  });
});
