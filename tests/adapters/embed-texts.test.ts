import { describe, expect, it } from "vitest";
import { embedTexts } from "../../src/adapters/transformers/embed-texts.js";
import type { Encoder, TokenIds } from "../../src/adapters/transformers/encoder.js";
import { poolTokens } from "../../src/adapters/transformers/pool-tokens.js";
import { isUnitVector } from "../../src/domain/vectors/vector.js";

const toTask = (text: string) => ({ text, prefix: "", maxTokens: 8 });

/** Returns the same vector for every text, and records the texts to tokenise. */
function createEncoder(vector: readonly number[]): Encoder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    tokenise(text) {
      asked.push(text);
      return [1, 2, 3];
    },
    encode: async (texts) => texts.map(() => Float32Array.from(vector)),
  };
}

describe("poolTokens", () => {
  const tokens = { data: Float32Array.of(3, 4, 1, 2, 2, 0), tokens: 3, dimensions: 2 };

  it("uses the first token for CLS pooling, normalised to length 1", () => {
    const vector = poolTokens(tokens, "cls");
    expect(vector[0]).toBeCloseTo(0.6, 6);
    expect(vector[1]).toBeCloseTo(0.8, 6);
  });

  it("averages all tokens for mean pooling, normalised to length 1", () => {
    const vector = poolTokens(tokens, "mean");
    expect(vector[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(vector[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("ignores padding after the tokens", () => {
    const padded = { ...tokens, data: Float32Array.of(...tokens.data, 9, -9) };
    expect(poolTokens(padded, "mean")).toEqual(poolTokens(tokens, "mean"));
  });

  it("does not modify the output of the model", () => {
    poolTokens(tokens, "mean");
    expect([...tokens.data]).toEqual([3, 4, 1, 2, 2, 0]);
  });

  it.each([
    ["NaN", [Number.NaN, 1]],
    ["Infinity", [Number.POSITIVE_INFINITY, 1]],
    ["only zeros", [0, 0]],
  ])("gives a vector that is not of length 1 for %s", (_, row) => {
    const vector = poolTokens({ data: Float32Array.from(row), tokens: 1, dimensions: 2 }, "cls");
    expect(isUnitVector(vector)).toBe(false);
  });
});

describe("embedTexts", () => {
  it("prepends the prefix, and collapses whitespace and control characters into single spaces", async () => {
    const encoder = createEncoder([1, 0]);
    await embedTexts(encoder, [{ ...toTask(" a\n\u0000\tb \ud800"), prefix: "query: " }]);
    expect(encoder.asked).toEqual(["query: a b"]);
  });

  it("passes on no more of a text than the model can read", async () => {
    const encoder = createEncoder([1, 0]);
    await embedTexts(encoder, [toTask("x".repeat(10_000_000))]);
    expect(encoder.asked[0]).toHaveLength(8 * 16);
  });

  it.each([[[Number.NaN, 0]], [[0, 0]], [[5, 5]]])("rejects the vector %j with a reason", async (vector) => {
    const failure = "the model gave no usable vector for this text";
    expect(await embedTexts(createEncoder(vector), [toTask("a text")])).toEqual([{ failure }]);
  });

  it("turns an exception of the model into a failure of the text", async () => {
    const encoder = { ...createEncoder([1, 0]), encode: () => Promise.reject(new Error("out of range")) };
    const failure = "the model failed on this text: out of range";
    expect(await embedTexts(encoder, [toTask("a text")])).toEqual([{ failure }]);
  });

  it("does not run the model on an empty text", async () => {
    const encoder = createEncoder([1, 0]);
    const failure = "the text is empty";
    expect(await embedTexts(encoder, [{ ...toTask("\u0000 "), prefix: "query: " }])).toEqual([{ failure }]);
    expect(encoder.asked).toEqual([]);
  });
});

/** A text has one token per character, and its vector holds their number. */
function createCountingEncoder(spoil: (texts: readonly TokenIds[]) => "throws" | "NaN" | undefined = () => undefined) {
  const runs: number[][] = [];
  const encoder: Encoder = {
    tokenise(text) {
      if (text === "upset") throw new Error("upset");
      return [...text].map((character) => character.charCodeAt(0));
    },
    async encode(texts) {
      runs.push(texts.map((ids) => ids.length));
      const how = spoil(texts);
      if (how === "throws") throw new Error("out of memory");
      return texts.map(({ length }) => (how === "NaN" ? Float32Array.of(Number.NaN) : vectorOf(length)));
    },
  };
  return { encoder, runs };
}

const vectorOf = (length: number) => Float32Array.of(Math.cos(length), Math.sin(length));
const resultOf = ({ length }: string) => ({ vector: vectorOf(length) });
const isBad = (ids: TokenIds) => ids.length === "bad".length;

describe("embedTexts with several texts", () => {
  it("batches texts of similar length, and returns the results in the order of the texts", async () => {
    const { encoder, runs } = createCountingEncoder();
    const texts = Array.from({ length: 70 }, (_, index) => "x".repeat(1 + ((index * 37) % 70)));
    expect(await embedTexts(encoder, texts.map(toTask))).toEqual(texts.map(resultOf));
    expect(runs).toEqual([
      Array.from({ length: 64 }, (_, index) => 70 - index),
      Array.from({ length: 6 }, (_, index) => 6 - index),
    ]);
  });

  it("limits a batch to 8,192 tokens including padding", async () => {
    const { encoder, runs } = createCountingEncoder();
    const tasks = Array.from({ length: 20 }, () => ({ ...toTask("x".repeat(512)), maxTokens: 512 }));
    await embedTexts(encoder, tasks);
    expect(runs.map((run) => run.length)).toEqual([16, 4]);
  });

  it("does nothing without texts", async () => {
    const { encoder, runs } = createCountingEncoder();
    expect(await embedTexts(encoder, [])).toEqual([]);
    expect(runs).toEqual([]);
  });

  it.each([
    ["throws", "the model failed on this text: out of memory"],
    ["NaN", "the model gave no usable vector for this text"],
  ] as const)("fails only the text behind a failed batch: %s", async (how, failure) => {
    const { encoder, runs } = createCountingEncoder((batch) => (batch.some(isBad) ? how : undefined));
    const texts = ["a", "bad", "good"];
    expect(await embedTexts(encoder, texts.map(toTask))).toEqual([resultOf("a"), { failure }, resultOf("good")]);
    expect(runs).toEqual([[4, 3, 1], [4], [3], [1]]);
  });

  it("excludes unreadable texts from a batch", async () => {
    const { encoder, runs } = createCountingEncoder();
    expect(await embedTexts(encoder, ["a", " ", "upset", "good"].map(toTask))).toEqual([
      resultOf("a"),
      { failure: "the text is empty" },
      { failure: "the model failed on this text: upset" },
      resultOf("good"),
    ]);
    expect(runs).toEqual([[4, 1]]);
  });
});
