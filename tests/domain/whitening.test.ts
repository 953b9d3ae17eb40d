import { describe, expect, it } from "vitest";
import { centreVector, invertSymmetric, measureSpread, transformVector } from "../../src/domain/vectors/whitening.js";
import { makeUnitVectors } from "../support/unit-vectors.js";

const vector = (...values: number[]) => Float32Array.from(values);
const round = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * 1e5) / 1e5 + 0);

describe("the spread of vectors", () => {
  it("has their mean and the inverse of their covariance, regularized by a share of its trace", () => {
    // Centred: ±(1, −1)/√2, so Σ = [1/2 −1/2; −1/2 1/2], tr Σ / 2 = 1/2, and the inverse of [1 −1/2; −1/2 1] is wanted.
    const spread = measureSpread([vector(1, 0), vector(0, 1)]);
    expect(round(spread!.mean)).toEqual([0.5, 0.5]);
    expect(round(spread!.whitening)).toEqual(round([4 / 3, 2 / 3, 2 / 3, 4 / 3]));
  });

  it("weights a direction less the more vectors vary along it, whatever their lengths", () => {
    // Σ = diag(4/6, 2/6), tr Σ / 2 = 1/2.
    const along = [vector(2, 0), vector(-2, 0), vector(1, 0), vector(-1, 0)];
    const spread = measureSpread([...along, vector(0, 1), vector(0, -1)]);
    expect(round(spread!.mean)).toEqual([0, 0]);
    expect(round(spread!.whitening)).toEqual(round([6 / 7, 0, 0, 6 / 5]));
  });

  it("is undefined for vectors that do not differ", () => {
    expect(measureSpread([])).toBeUndefined();
    expect(measureSpread([vector(0.6, 0.8)])).toBeUndefined();
    expect(measureSpread([vector(0.6, 0.8), vector(0.6, 0.8)])).toBeUndefined();
  });

  it("is defined for fewer vectors than dimensions", () => {
    const spread = measureSpread(makeUnitVectors(3, 7));
    expect(spread!.whitening).toHaveLength(49);
    expect(spread!.whitening.every(Number.isFinite)).toBe(true);
  });
});

describe("a centred vector", () => {
  it("is the difference from the mean, at unit length", () => {
    expect(round(centreVector(vector(4, 5), vector(1, 1)))).toEqual([0.6, 0.8]);
  });

  it("is zero for the mean itself", () => {
    expect([...centreVector(vector(1, 2), vector(1, 2))]).toEqual([0, 0]);
  });
});

describe("a matrix", () => {
  it("is applied row by row", () => {
    expect([...transformVector(vector(1, 2, 3, 4), vector(5, 6))]).toEqual([17, 39]);
  });

  it("is inverted", () => {
    // Determinant 32; the cofactors were worked out by hand.
    const inverse = invertSymmetric(Float64Array.of(4, 2, 0, 2, 5, 2, 0, 2, 3), 3);
    expect(round(inverse)).toEqual(round([11, -6, 4, -6, 12, -8, 4, -8, 16].map((cofactor) => cofactor / 32)));
    expect([...invertSymmetric(Float64Array.of(4), 1)]).toEqual([0.25]);
  });
});
