import { describe, expect, it } from "vitest";
import { embedText } from "../../src/adapters/transformers/embed-text.js";
import type { Encoder } from "../../src/adapters/transformers/encoder.js";
import { poolTokens } from "../../src/adapters/transformers/pool-tokens.js";
import { isUnitVector } from "../../src/domain/vector.js";

const options = { prefix: "", maxTokens: 8 };

/** Gives the same vector for every text, and keeps the texts that it was asked to tokenise. */
function createEncoder(vector: readonly number[]): Encoder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    tokenise(text) {
      asked.push(text);
      return [1, 2, 3];
    },
    encode: async () => Float32Array.from(vector),
  };
}

describe("poolTokens", () => {
  const tokens = { data: Float32Array.of(3, 4, 1, 2, 2, 0), tokens: 3, dimensions: 2 };

  it("takes the first token for CLS pooling and makes its length 1", () => {
    const vector = poolTokens(tokens, "cls");
    expect(vector[0]).toBeCloseTo(0.6, 6);
    expect(vector[1]).toBeCloseTo(0.8, 6);
  });

  it("takes the mean of all tokens for mean pooling and makes its length 1", () => {
    const vector = poolTokens(tokens, "mean");
    expect(vector[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(vector[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("leaves the model's own numbers as they were", () => {
    poolTokens(tokens, "mean");
    expect([...tokens.data]).toEqual([3, 4, 1, 2, 2, 0]);
  });

  it.each([
    ["NaN", [Number.NaN, 1]],
    ["Infinity", [Number.POSITIVE_INFINITY, 1]],
    ["only zeros", [0, 0]],
  ])("keeps %s visible as a vector that is not of length 1", (_, row) => {
    const vector = poolTokens({ data: Float32Array.from(row), tokens: 1, dimensions: 2 }, "cls");
    expect(isUnitVector(vector)).toBe(false);
  });
});

describe("embedText", () => {
  it("puts the prefix before the text, and joins its white space and control characters to single spaces", async () => {
    const encoder = createEncoder([1, 0]);
    await embedText(encoder, " a\n\u0000\tb \ud800", { ...options, prefix: "query: " });
    expect(encoder.asked).toEqual(["query: a b"]);
  });

  it("hands over no more of a text than the model could read", async () => {
    const encoder = createEncoder([1, 0]);
    await embedText(encoder, "x".repeat(10_000_000), options);
    expect(encoder.asked[0]).toHaveLength(8 * 16);
  });

  it.each([[[Number.NaN, 0]], [[0, 0]], [[5, 5]]])("refuses the vector %j with a reason", async (vector) => {
    const failure = "the model gave no usable vector for this text";
    expect(await embedText(createEncoder(vector), "a text", options)).toEqual({ failure });
  });

  it("turns what the model throws into the text's own failure", async () => {
    const encoder = { ...createEncoder([1, 0]), encode: () => Promise.reject(new Error("out of range")) };
    const failure = "the model failed on this text: out of range";
    expect(await embedText(encoder, "a text", options)).toEqual({ failure });
  });

  it("does not bother the model with an empty text", async () => {
    const encoder = createEncoder([1, 0]);
    expect(await embedText(encoder, "\u0000 ", { ...options, prefix: "query: " })).toEqual({
      failure: "the text is empty",
    });
    expect(encoder.asked).toEqual([]);
  });
});
