import { describe, expect, it } from "vitest";
import { finish } from "../../../src/domain/screening/pool.js";
import { measurePool, solveSpread } from "../../../src/domain/screening/pool-spread.js";
import { measureSpread, transformVector } from "../../../src/domain/vectors/whitening.js";
import { createRandom } from "../../support/random.js";
import { toUnit } from "./pools.js";

describe("The spread of a pool", () => {
  const random = createRandom(9);
  const vectors = Array.from({ length: 200 }, () =>
    toUnit(Array.from({ length: 24 }, (_, at) => (at === 0 ? 3 : 0) + (random() - 0.5) * (at + 1))),
  );

  it("gives the same directions as inverting the covariance does", () => {
    const spread = finish(measurePool(vectors))!;
    const inverted = measureSpread(vectors)!;
    const target = Float64Array.from({ length: 24 }, () => random() - 0.5);
    const solved = finish(solveSpread(spread, target));
    const expected = transformVector(inverted.whitening, Float32Array.from(target));
    for (const [at, value] of solved.entries()) expect(value).toBeCloseTo(expected[at]!, 1);
    const cosine =
      solved.reduce((sum, value, at) => sum + value * expected[at]!, 0) /
      (Math.hypot(...solved) * Math.hypot(...expected));
    expect(cosine).toBeGreaterThan(0.99999);
  });

  it("is unknown without vectors, and for equal ones", () => {
    expect(finish(measurePool([]))).toBeUndefined();
    expect(finish(measurePool([vectors[0]!, vectors[0]!]))).toBeUndefined();
  });
});
