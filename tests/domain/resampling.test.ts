import { describe, expect, it } from "vitest";
import { bootstrapMean, percentile, testPairedDifferences } from "../../src/domain/evaluation/resampling.js";

describe("the bootstrap interval", () => {
  it("is a point when all queries have the same value", () => {
    expect(bootstrapMean([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  });

  it("covers what 100 tosses of a fair coin give", () => {
    const values = Array.from({ length: 100 }, (_, index) => index % 2);
    // Standard error 0.5 / √100 = 0.05, so about 0.5 ± 1.96 · 0.05 = 0.402 to 0.598.
    const { mean, low, high } = bootstrapMean(values);
    expect(mean).toBe(0.5);
    expect(low).toBeCloseTo(0.402, 1);
    expect(high).toBeCloseTo(0.598, 1);
  });

  it("is deterministic", () => {
    const values = Array.from({ length: 30 }, (_, index) => Math.sqrt(index));
    expect(bootstrapMean(values)).toEqual(bootstrapMean(values));
  });
});

describe("the paired randomization test", () => {
  it("enumerates all sign patterns when they are few", () => {
    // Of the 8 signs of 1, 2, 3 the sums are ±6, ±4, ±2 and twice 0; only +++ and −−− reach 6: 2 / 8.
    expect(testPairedDifferences([1, 2, 3])).toBe(0.25);
    // 1, 2, −3 sum to 0, which every sign pattern reaches.
    expect(testPairedDifferences([1, 2, -3])).toBe(1);
    // −1 + 2 + 3 = 4: besides ±6 also ±4: 4 / 8.
    expect(testPairedDifferences([-1, 2, 3])).toBe(0.5);
  });

  it("ignores queries without a difference", () => {
    expect(testPairedDifferences([0, 1, 0, 2, 3, 0])).toBe(0.25);
    expect(testPairedDifferences([0, 0])).toBe(1);
    expect(testPairedDifferences([])).toBe(1);
  });

  it("samples sign patterns when they are many", () => {
    // All 20 alike: 2 / 2^20, below the resolution of the samples, 1 / 10,001.
    expect(testPairedDifferences(Array.from({ length: 20 }, () => 0.1))).toBeLessThan(0.001);
    // 12 of 20 up: P(|ups − 10| ≥ 2) = 1 − (C(20,9) + C(20,10) + C(20,11)) / 2^20 = 1 − 520676 / 1048576 = 0.5034
    const mixed = Array.from({ length: 20 }, (_, index) => (index < 12 ? 1 : -1));
    expect(Math.abs(testPairedDifferences(mixed) - 0.5034)).toBeLessThan(0.02);
  });
});

describe("a percentile", () => {
  it("is the nearest rank of the sorted samples", () => {
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(percentile([1, 2, 3, 4], 0.95)).toBe(4);
    expect(percentile([1, 2, 3, 4], 0)).toBe(1);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
