import { describe, expect, it } from "vitest";
import { createPreferenceProfile, type Examples } from "../../src/domain/recommend/preference-profile.js";

const vector = (...values: number[]) => Float32Array.from(values);
const rate = (examples: Partial<Examples>, ...values: number[]) =>
  createPreferenceProfile({ liked: [], disliked: [], spread: undefined, ...examples }).rate(vector(...values));

describe("a preference profile", () => {
  it("adds the similarity to the liked papers' common direction and half that to the nearest of them", () => {
    expect(rate({ liked: [vector(1, 0)] }, 0.6, 0.8).score).toBeCloseTo(0.6 + 0.3);
    // The mean of the two is halfway between them, at (1, 1)/√2.
    const liked = [vector(1, 0), vector(0, 1)];
    expect(rate({ liked }, 0.6, 0.8)).toMatchObject({ score: expect.closeTo(1.4 / Math.SQRT2 + 0.4), nearest: 1 });
    expect(rate({ liked }, 1, 0)).toMatchObject({ score: expect.closeTo(1 / Math.SQRT2 + 0.5), nearest: 0 });
  });

  it("compares with all vectors centred", () => {
    const spread = { mean: vector(0, 0.6), whitening: vector(1, 0, 0, 1) };
    const profile = createPreferenceProfile({ liked: [vector(0.8, 0.6)], disliked: [], spread });
    // Less the mean, the liked paper is (0.8, 0), and the other (0.8, −1.2) = 1.442 · (0.555, −0.832).
    expect(profile.rate(vector(0.8, -0.6)).score).toBeCloseTo(1.5 * 0.5547);
    expect(profile.rate(vector(0, 0.6)).score).toBe(0);
  });

  it("aims in the direction in which scores grow, unless the liked papers cancel out", () => {
    const aimOf = (...liked: Float32Array[]) =>
      createPreferenceProfile({ liked, disliked: [], spread: undefined }).aims.map((aim) => aim && [...aim]);
    const half = expect.closeTo(Math.SQRT1_2) as number;
    expect(aimOf(vector(1, 0), vector(0, 1))).toEqual([[half, half]]);
    expect(aimOf(vector(1, 0), vector(-1, 0))).toEqual([undefined]);
    const spread = { mean: vector(0, 0), whitening: vector(2, 0, 0, 1) };
    const whitened = createPreferenceProfile({ liked: [vector(0.6, 0.8)], disliked: [], spread }).aims[0]!;
    // w is (1.2, 0.8) to unit length, (0.832, 0.555); with half of the liked paper (1.132, 0.955), which is 1.481 long.
    expect([...whitened]).toEqual([expect.closeTo(0.764, 2), expect.closeTo(0.645, 2)]);
  });

  it("names the first of several equally similar papers", () => {
    expect(rate({ liked: [vector(0, 1), vector(1, 0), vector(1, 0)] }, 1, 0).nearest).toBe(1);
  });

  it("subtracts a tenth of the similarity to the nearest disliked paper", () => {
    const liked = [vector(1, 0)];
    expect(rate({ liked, disliked: [vector(0, 1)] }, 0.96, 0.28).score).toBeCloseTo(1.44 - 0.1 * 0.28);
    expect(rate({ liked, disliked: [vector(-1, 0), vector(0, 1)] }, 0.96, 0.28).score).toBeCloseTo(1.44 - 0.1 * 0.28);
  });

  it("subtracts much for a near neighbour of a disliked paper", () => {
    const liked = [vector(1, 0)];
    expect(rate({ liked, disliked: [vector(0, 1)] }, 0.6, 0.8).score).toBeCloseTo(0.9 - 0.1 * 0.8 - 0.2);
  });

  it("rates for the interest that a paper serves best, and names its nearest paper", () => {
    const spread = { mean: vector(0, 0), whitening: vector(1, 0, 0, 1) };
    const liked = [vector(1, 0), vector(0, 1), vector(0.8, 0.6)];
    const apart = [vector(1, 0), vector(-0.6, 0.8), vector(-0.8, 0.6)];
    expect(createPreferenceProfile({ liked, disliked: [], spread }).interests).toEqual([[0, 1, 2]]);
    const profile = createPreferenceProfile({ liked: apart, disliked: [], spread });
    expect(profile.interests).toEqual([[0], [1, 2]]);
    expect(profile.rate(vector(1, 0))).toEqual({ score: expect.closeTo(1.5), nearest: 0, interest: 0 });
    expect(profile.rate(vector(-0.8, 0.6))).toMatchObject({ nearest: 2, interest: 1 });
  });

  it("gives no bonus for being far from the disliked papers", () => {
    const liked = [vector(1, 0)];
    expect(rate({ liked, disliked: [vector(-1, 0)] }, 0.8, 0.6)).toEqual(rate({ liked }, 0.8, 0.6));
  });

  it("uses only the nearest one when the liked papers have nothing in common", () => {
    expect(rate({ liked: [vector(1, 0), vector(-1, 0)] }, -0.6, 0.8)).toMatchObject({
      score: expect.closeTo(0.3),
      nearest: 1,
    });
  });

  it("centres vectors on the corpus mean, and weights directions by how informative they are", () => {
    const spread = { mean: vector(1, 1), whitening: vector(2, 0, 0, 1) };
    // Centred, the liked paper is (0.6, 0.8) and the rated one (1, 0); the target is (1.2, 0.8) at unit length.
    const { score } = rate({ liked: [vector(4, 5)], spread }, 3, 1);
    expect(score).toBeCloseTo(1.2 / Math.hypot(1.2, 0.8) + 0.5 * 0.6);
  });

  it("scores a paper at the corpus mean as 0", () => {
    const spread = { mean: vector(1, 1), whitening: vector(1, 0, 0, 1) };
    expect(rate({ liked: [vector(2, 1)], disliked: [vector(1, 2)], spread }, 1, 1)).toMatchObject({
      score: 0,
      nearest: 0,
    });
  });
});
