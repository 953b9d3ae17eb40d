import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Candidate,
  confidenceFloor,
  fuseEvidence,
  toConfidence,
  toEvidence,
  toSimilarity,
} from "../../src/domain/search/fusion.js";

const word = (ordinal: number, keyword: number, meaning?: number): Candidate => ({
  ordinal,
  keyword,
  meaning,
  isNear: false,
});
const near = (ordinal: number, meaning: number, keyword = 0): Candidate => ({
  ordinal,
  keyword,
  meaning,
  isNear: true,
});
const listed = (candidates: readonly Candidate[], weight: number) =>
  fuseEvidence(candidates, weight).map(({ ordinal, evidence, matchedBy }) => [ordinal, evidence, matchedBy]);

describe("fusion of evidence", () => {
  it("adds the weighted evidence of both lists for each paper", () => {
    // 0.5 · 0.8 + 0.5 · 0.4 = 0.6, and 0.5 · 0.9 = 0.45, and 0.5 · 0.5 + 0.5 · 0.1 = 0.3
    expect(listed([near(1, 0.9), word(2, 0.5, 0.1), near(3, 0.4, 0.8)], 0.5)).toEqual([
      [3, expect.closeTo(0.6, 12), "both"],
      // Its meaning alone exceeds the sum: 0.9 − 0.1.
      [1, expect.closeTo(0.8, 12), "meaning"],
      // And its words alone: 0.65 · 0.5.
      [2, expect.closeTo(0.325, 12), "keyword"],
    ]);
  });

  it("counts words alone for more than their part of a sum to which meaning adds nothing", () => {
    // 0.65 · 0.7 is more than 0.5 · 0.7, but less than 0.5 · 0.7 + 0.5 · 0.3
    expect(listed([word(1, 0.7, 0), word(2, 0.7, 0.3)], 0.5)).toEqual([
      [2, expect.closeTo(0.5, 12), "keyword"],
      [1, expect.closeTo(0.455, 12), "keyword"],
    ]);
    expect(listed([word(1, 0.7)], 0)).toEqual([[1, 0.7, "keyword"]]);
  });

  it("counts a paper in both lists once", () => {
    expect(listed([near(7, 0.5, 0.5)], 0.5)).toEqual([[7, 0.5, "both"]]);
  });

  it("leaves out the other list's papers when the weight is 0 or 1", () => {
    const candidates = [near(1, 0.9), word(2, 0.5, 0.1), near(3, 0.4, 0.8)];
    expect(listed(candidates, 0)).toEqual([
      [3, 0.8, "keyword"],
      [2, 0.5, "keyword"],
    ]);
    expect(listed(candidates, 1)).toEqual([
      [1, 0.9, "meaning"],
      [3, 0.4, "meaning"],
    ]);
  });

  it("handles empty lists, a single hit and no evidence", () => {
    expect(listed([], 0.5)).toEqual([]);
    expect(listed([word(4, 0.2)], 0.5)).toEqual([[4, 0.13, "keyword"]]);
    expect(listed([near(4, 0)], 0.5)).toEqual([[4, 0, "meaning"]]);
  });

  it("breaks ties by ordinal", () => {
    expect(listed([near(9, 0.5), near(2, 0.5), near(5, 0.5)], 1).map(([ordinal]) => ordinal)).toEqual([2, 5, 9]);
  });

  it("treats a paper without a vector as no closer than the last near one", () => {
    // 0.5 · 0.6 + 0.5 · 0.3 is less than 0.5 · 0.92, and more than 0.5 · 0.88
    const waiting = word(3, 0.6);
    expect(listed([near(1, 0.92), near(2, 0.3), waiting], 0.5).map(([ordinal]) => ordinal)).toEqual([1, 3, 2]);
    expect(listed([near(1, 0.88), near(2, 0.3), waiting], 0.5).map(([ordinal]) => ordinal)).toEqual([3, 1, 2]);
  });

  it("lists compared papers in their order, with the evidence that they have without it", () => {
    const candidates = [
      { ...near(1, 0.8), order: 0.3 },
      { ...near(2, 0.7), order: 0.35 },
    ];
    expect(listed(candidates, 0.5)).toEqual([
      [2, expect.closeTo(0.6, 12), "meaning"],
      [1, expect.closeTo(0.7, 12), "meaning"],
    ]);
  });

  it("returns each candidate at most once, ordered by its sum, for any input", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const candidate = fc.record({ ordinal: fc.nat(50), keyword: share, meaning: share, isNear: fc.boolean() });
    const candidates = fc.uniqueArray(candidate, { selector: ({ ordinal }) => ordinal });
    fc.assert(
      fc.property(candidates, share, (given, weight) => {
        const fused = fuseEvidence(given, weight);
        expect(new Set(fused.map(({ ordinal }) => ordinal)).size).toBe(fused.length);
        const sums = fused.map(({ ordinal }) => {
          const { keyword = 0, meaning = 0 } = given.find((one) => one.ordinal === ordinal) ?? {};
          return (1 - weight) * keyword + weight * meaning;
        });
        expect(sums).toEqual(sums.toSorted((one, other) => other - one));
      }),
    );
  });
});

describe("scales", () => {
  it("map unrelated papers to 0 and papers 6⅔ spreads above to 1", () => {
    const scale = { unrelated: 0.6, spread: 0.06 };
    expect(toSimilarity(0.6, scale)).toBe(0);
    expect(toSimilarity(1, scale)).toBeCloseTo(1, 12);
    expect(toSimilarity(0.4, scale)).toBeCloseTo(-0.5, 12);
  });

  it("turn confidence back into evidence", () => {
    for (const evidence of [-0.2, 0, 0.3, 0.5, 0.9])
      expect(toEvidence(toConfidence(evidence))).toBeCloseTo(evidence, 9);
    expect([toEvidence(0), toEvidence(1)]).toEqual([-Infinity, Infinity]);
  });

  it("turn evidence into confidence: 0.5 for 0.5, the floor for 0.358, always from 0 to 1", () => {
    expect(toConfidence(0.5)).toBe(0.5);
    expect(toConfidence(0.3577)).toBeCloseTo(confidenceFloor, 3);
    expect(toConfidence(-100)).toBeGreaterThanOrEqual(0);
    expect(toConfidence(100)).toBeLessThanOrEqual(1);
  });
});
