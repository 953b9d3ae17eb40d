import { afterEach, describe, expect, it } from "vitest";
import { type EmbedPool, openEmbedPool } from "../../src/adapters/transformers/embed-pool.js";
import { findCompiled } from "../support/spawn-program.js";

const entry = { filename: findCompiled("tests/support/hanging-thread") };
const toTask = (text: string) => ({ text, prefix: "", maxTokens: 256 });
const textLimitSeconds = 1;
const failure = "the model did not finish this text within 1 seconds";
/** The thread's result for a text in a call with this many texts. */
const vectorOf = (text: string, together = 1) => ({ vector: Float32Array.of(text.length, together) });

let pool: EmbedPool;
afterEach(() => pool.close());

async function open(together: boolean): Promise<void> {
  const threadData = { model: { id: "none" }, folder: "" } as never;
  const size = { threads: 1, together, ahead: 1, niceIncrement: 0, maxWaiting: 100 };
  pool = await openEmbedPool({ ...size, threadData, textLimitSeconds, entry });
}

describe("a thread that hangs on a text", { timeout: 90_000 }, () => {
  it("is terminated; only this text fails after a second try, and all others are embedded", async () => {
    await open(false);
    const texts = ["a", "bb", "hang", "dddd", "eeeee"];
    const results = await pool.embed(texts.map(toTask));
    expect(results).toEqual(texts.map((text) => (text === "hang" ? { failure } : vectorOf(text))));
    expect(await pool.embed([toTask("a later one")])).toEqual([vectorOf("a later one")]);
    expect(pool.isIdle).toBe(true);
  });

  it("does not block a batch with several such texts", async () => {
    await open(false);
    const results = await pool.embed(["hang", "a", "hang again"].map(toTask));
    expect(results).toEqual([{ failure }, vectorOf("a"), { failure }]);
  });
});

describe("a thread that receives the texts of a call together", { timeout: 90_000 }, () => {
  it("returns results in order, including for a single text and for none", async () => {
    await open(true);
    const texts = ["ccc", "a", "bb"];
    expect(await pool.embed(texts.map(toTask))).toEqual(texts.map((text) => vectorOf(text, 3)));
    expect(await pool.embed([toTask("one")])).toEqual([vectorOf("one")]);
    expect(await pool.embed([])).toEqual([]);
  });

  it("is terminated when it hangs; each text is retried alone, and only the one that hangs again fails", async () => {
    await open(true);
    const texts = ["a", "bb", "hang", "dddd"];
    const startedAt = performance.now();
    const [results, others] = await Promise.all([pool.embed(texts.map(toTask)), pool.embed(["x", "yy"].map(toTask))]);
    expect(results).toEqual(texts.map((text) => (text === "hang" ? { failure } : vectorOf(text))));
    expect(others).toEqual([vectorOf("x", 2), vectorOf("yy", 2)]);
    expect(performance.now() - startedAt).toBeGreaterThan(2_000 * textLimitSeconds - 100);
    expect(pool.isIdle).toBe(true);
  });

  it("counts waiting texts, not their calls", async () => {
    await open(true);
    const calls = Array.from({ length: 5 }, () => pool.embed(Array.from({ length: 60 }, () => toTask("a text"))));
    const outcomes = await Promise.allSettled(calls);
    // Two calls are in the thread, and two wait with 120 texts.
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill("fulfilled"), "rejected"]);
  });
});
