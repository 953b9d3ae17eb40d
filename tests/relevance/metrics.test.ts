import { describe, expect, it } from "vitest";
import { computeNdcg } from "./metrics.js";

describe("nDCG", () => {
  const judgements = new Map([
    ["strong", 3],
    ["weak", 1],
    ["refused", 0],
  ]);

  it("is 1 for the best order, and 0 when nothing relevant is listed or judged", () => {
    expect(computeNdcg(["strong", "weak", "other"], judgements, 10)).toBe(1);
    expect(computeNdcg(["other", "refused"], judgements, 10)).toBe(0);
    expect(computeNdcg(["strong"], new Map([["refused", 0]]), 10)).toBe(0);
  });

  it("takes gain 2^rel − 1 and a log2 discount", () => {
    // (1 / log2 2 + 7 / log2 4) / (7 / log2 2 + 1 / log2 3) = 4.5 / 7.63093
    expect(computeNdcg(["weak", "other", "strong"], judgements, 10)).toBeCloseTo(0.589706, 5);
  });

  it("looks no deeper than it is told, in the ideal order too", () => {
    // 1 / 7
    expect(computeNdcg(["weak", "strong"], judgements, 1)).toBeCloseTo(1 / 7, 10);
  });
});
