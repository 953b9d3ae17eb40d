import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examplesLength, shareLength } from "../../src/domain/recommend/share-length.js";

describe("the share of each described example", () => {
  it("is all of it where together they are short", () => {
    expect(shareLength([])).toBeUndefined();
    expect(shareLength([50_000])).toBeUndefined();
    expect(shareLength(Array(40).fill(1_500))).toBeUndefined();
  });

  it("is the same for all that are longer, and short ones leave theirs to the others", () => {
    expect(shareLength(Array(200).fill(50_000))).toBe(examplesLength / 200);
    expect(shareLength([...Array(100).fill(100), ...Array(25).fill(9_000)])).toBe((examplesLength - 10_000) / 25);
  });

  it("never adds up to more than one call reads", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 200 }), (lengths) => {
        const share = shareLength(lengths) ?? Infinity;
        const read = lengths.reduce((sum, length) => sum + Math.min(length, share), 0);
        expect(read).toBeLessThanOrEqual(examplesLength);
        const whole = lengths.reduce((sum, length) => sum + length, 0);
        expect(read).toBeGreaterThanOrEqual(Math.min(whole, examplesLength - lengths.length));
      }),
    );
  });
});
