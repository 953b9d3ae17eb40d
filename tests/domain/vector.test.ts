import { describe, expect, it } from "vitest";
import { averageVectors, normalizeVector } from "../../src/domain/vectors/vector.js";

const listOf = (vector: Float32Array | undefined) => vector && [...vector];

describe("normalizeVector", () => {
  it("scales a vector to length 1", () => {
    const unit = normalizeVector(Float32Array.of(3, 0, -4));
    expect(unit?.[0]).toBeCloseTo(0.6);
    expect(unit?.[1]).toBe(0);
    expect(unit?.[2]).toBeCloseTo(-0.8);
  });

  it("does not modify its argument", () => {
    const given = Float32Array.of(0, 2);
    expect(listOf(normalizeVector(given))).toEqual([0, 1]);
    expect(listOf(given)).toEqual([0, 2]);
  });

  it("returns a unit vector bit for bit", () => {
    const values = Array.from({ length: 384 }, (_, index) => Math.sin(index * 7));
    const unit = normalizeVector(Float32Array.from(values));
    expect(unit && normalizeVector(unit)).toEqual(unit);
  });

  it.each([[[0, 0]], [[]], [[1, Number.NaN]], [[Number.POSITIVE_INFINITY, 1]]])(
    "finds no direction in %j",
    (values) => {
      expect(normalizeVector(Float32Array.from(values))).toBeUndefined();
    },
  );
});

describe("averageVectors", () => {
  it("returns the mean of each component", () => {
    expect(listOf(averageVectors([Float32Array.of(1, 2), Float32Array.of(3, -2)]))).toEqual([2, 0]);
    expect(listOf(averageVectors([Float32Array.of(0.5, 1)]))).toEqual([0.5, 1]);
  });
});
