import { afterEach, describe, expect, it } from "vitest";
import { type EmbedPool, type EmbedPoolOptions, openEmbedPool } from "../../src/adapters/transformers/embed-pool.js";
import type { EncoderOptions } from "../../src/adapters/transformers/load-encoder.js";
import { findCompiled } from "../support/spawn-program.js";

const entry = { filename: findCompiled("tests/support/hanging-thread") };
const encoder = { model: { id: "none" }, folder: "", device: "cpu" } as unknown as EncoderOptions;
const toTask = (text: string) => ({ text, prefix: "", maxTokens: 256 });
const textLimitSeconds = 1;
const failure = "the model did not finish this text within 1 seconds";
/** The thread's result for a text in a call with this many texts. */
const vectorOf = (text: string, together = 1) => ({ vector: Float32Array.of(text.length, together) });

let pool: EmbedPool;
afterEach(() => pool.close());

async function open(together: boolean, other: Partial<EmbedPoolOptions> = {}): Promise<void> {
  const maxWaiting = { query: 100, passage: 100, document: 100 };
  const size = { answers: false, documentThreads: 1, together, niceIncrement: 0, maxWaiting };
  pool = await openEmbedPool({ ...size, encoder, textLimitSeconds, entry, ...other });
}

describe("a thread that hangs on a text", { timeout: 90_000 }, () => {
  it("is terminated; only this text fails after a second try, and all others are embedded", async () => {
    await open(false);
    const texts = ["a", "bb", "hang", "dddd", "eeeee"];
    const results = await pool.embed("document", texts.map(toTask));
    expect(results).toEqual(texts.map((text) => (text === "hang" ? { failure } : vectorOf(text))));
    expect(await pool.embed("document", [toTask("a later one")])).toEqual([vectorOf("a later one")]);
  });

  it("does not block a batch with several such texts", async () => {
    await open(false);
    const results = await pool.embed("document", ["hang", "a", "hang again"].map(toTask));
    expect(results).toEqual([{ failure }, vectorOf("a"), { failure }]);
  });
});

describe("a thread that receives the texts of a call together", { timeout: 90_000 }, () => {
  it("returns results in order, including for a single text and for none", async () => {
    await open(true);
    const texts = ["ccc", "a", "bb"];
    expect(await pool.embed("document", texts.map(toTask))).toEqual(texts.map((text) => vectorOf(text, 3)));
    expect(await pool.embed("document", [toTask("one")])).toEqual([vectorOf("one")]);
    expect(await pool.embed("document", [])).toEqual([]);
  });

  it("is terminated when it hangs; each text is retried alone, and only the one that hangs again fails", async () => {
    await open(true);
    const texts = ["a", "bb", "hang", "dddd"];
    const startedAt = performance.now();
    const [results, others] = await Promise.all([
      pool.embed("document", texts.map(toTask)),
      pool.embed("document", ["x", "yy"].map(toTask)),
    ]);
    expect(results).toEqual(texts.map((text) => (text === "hang" ? { failure } : vectorOf(text))));
    expect(others).toEqual([vectorOf("x", 2), vectorOf("yy", 2)]);
    expect(performance.now() - startedAt).toBeGreaterThan(2_000 * textLimitSeconds - 100);
  });

  it("counts waiting texts, not their calls", async () => {
    await open(true);
    const calls = Array.from({ length: 5 }, () =>
      pool.embed(
        "document",
        Array.from({ length: 60 }, () => toTask("a text")),
      ),
    );
    const outcomes = await Promise.allSettled(calls);
    // Two calls are in the thread, and two wait with 120 texts.
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill("fulfilled"), "rejected"]);
  });
});

describe("threads for documents", { timeout: 90_000 }, () => {
  it("start with the first texts, end when they have been idle, and start again", async () => {
    await open(false, { answers: true, documentThreads: 2, idleMs: 300 });
    expect(pool.loadedThreads).toBe(1);
    expect(await pool.embed("document", ["a", "bb", "ccc"].map(toTask))).toEqual(
      ["a", "bb", "ccc"].map((text) => vectorOf(text)),
    );
    expect(pool.loadedThreads).toBe(3);
    await expect.poll(() => pool.loadedThreads, { timeout: 5_000 }).toBe(1);
    expect(await pool.embed("document", [toTask("dddd")])).toEqual([vectorOf("dddd")]);
    expect(pool.loadedThreads).toBe(2);
  });
});
