import { describe, expect, it } from "vitest";
import { pickDiverse } from "../../src/domain/similar/diversity.js";

/** Unit vectors in the plane: the cosine of two is that of the angle between them. */
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const ranked = [
  { ordinal: 1, score: 0.9 },
  { ordinal: 2, score: 0.85 },
  { ordinal: 3, score: 0.7 },
];
// Cosines: 1 and 2 0.985, 1 and 3 0.5, 2 and 3 0.643.
const vectors = new Map([
  [1, at(0)],
  [2, at(10)],
  [3, at(60)],
]);
const pick = (diversity: number, limit = 3) =>
  pickDiverse(ranked, { vectors, diversity, limit }).map(({ ordinal }) => ordinal);

describe("diverse selection", () => {
  it("keeps the ranking when diversity is 0", () => {
    expect(pick(0)).toEqual([1, 2, 3]);
    expect(pick(0, 2)).toEqual([1, 2]);
  });

  it("picks the paper whose score most exceeds its similarity to those already picked", () => {
    // After 1: 2 is worth 0.8 × 0.85 - 0.2 × 0.985 = 0.483, 3 is worth 0.8 × 0.7 - 0.2 × 0.5 = 0.46.
    expect(pick(0.2)).toEqual([1, 2, 3]);
    // 2: 0.5 × 0.85 - 0.5 × 0.985 = -0.067; 3: 0.5 × 0.7 - 0.5 × 0.5 = 0.1.
    expect(pick(0.5)).toEqual([1, 3, 2]);
    expect(pick(1)).toEqual([1, 3, 2]);
  });

  it("uses the most similar of the picked papers, not the latest", () => {
    const more = new Map([...vectors, [4, at(200)]]);
    const four = [...ranked, { ordinal: 4, score: 0.1 }];
    // 4 is far from all others; 2 is still as similar to 1 as before, so 3 follows, not 2.
    expect(pickDiverse(four, { vectors: more, diversity: 0.6, limit: 4 }).map(({ ordinal }) => ordinal)).toEqual([
      1, 4, 3, 2,
    ]);
  });

  it("measures similarity on the scale of the scores", () => {
    // Halved similarity: 2 is worth 0.425 - 0.246 = 0.179, 3 is worth 0.35 - 0.125 = 0.225.
    const picked = pickDiverse(ranked, {
      vectors,
      measureSimilarity: (cosine) => cosine / 2,
      diversity: 0.5,
      limit: 2,
    });
    expect(picked.map(({ ordinal }) => ordinal)).toEqual([1, 3]);
    const blind = pickDiverse(ranked, { vectors, measureSimilarity: () => 0, diversity: 0.5, limit: 2 });
    expect(blind.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it("puts papers without a vector last, in their order and with all their fields", () => {
    const facts = [
      { ordinal: 8, score: 2, name: "eight" },
      { ordinal: 1, score: 1, name: "one" },
      { ordinal: 9, score: 0.5, name: "nine" },
    ];
    const options = { vectors, diversity: 0.5 };
    expect(pickDiverse(facts, { ...options, limit: 3 }).map(({ name }) => name)).toEqual(["one", "eight", "nine"]);
    expect(pickDiverse(facts, { ...options, limit: 1 }).map(({ name }) => name)).toEqual(["one"]);
    expect(pickDiverse([], { ...options, limit: 5 })).toEqual([]);
  });
});
