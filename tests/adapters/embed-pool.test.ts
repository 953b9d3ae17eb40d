import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbedPool, openEmbedPool } from "../../src/adapters/transformers/embed-pool.js";

const entry = { filename: fileURLToPath(new URL("../support/hanging-thread.ts", import.meta.url)) };
const toTask = (text: string) => ({ text, prefix: "", maxTokens: 256 });
const textLimitSeconds = 1;
const failure = "the model has not come to an end with this text within 1 seconds";

describe("a thread that hangs on a text", { timeout: 90_000 }, () => {
  let pool: EmbedPool;
  beforeEach(async () => {
    const threadData = { model: { id: "none" }, folder: "" } as never;
    const size = { threads: 1, ahead: 1, niceIncrement: 0, maxWaiting: 100 };
    pool = await openEmbedPool({ ...size, threadData, textLimitSeconds, entry });
  });
  afterEach(() => pool.close());

  it("is ended, after a second try the text fails alone, and all others are embedded", async () => {
    const texts = ["a", "bb", "hang", "dddd", "eeeee"];
    const results = await pool.embed(texts.map(toTask));
    expect(results).toEqual(
      texts.map((text) => (text === "hang" ? { failure } : { vector: Float32Array.of(text.length) })),
    );
    expect(await pool.embed([toTask("a later one")])).toEqual([{ vector: Float32Array.of(11) }]);
    expect(pool.isIdle).toBe(true);
  });

  it("does not keep a batch with several such texts", async () => {
    const results = await pool.embed(["hang", "a", "hang again"].map(toTask));
    expect(results).toEqual([{ failure }, { vector: Float32Array.of(1) }, { failure }]);
  });
});
