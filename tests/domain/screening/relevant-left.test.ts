import { describe, expect, it } from "vitest";
import { boundRelevantLeft, countUntilRecall } from "../../../src/domain/screening/bound-left.js";
import { describeLeft } from "../../../src/domain/screening/describe-left.js";
import { estimateRelevantLeft } from "../../../src/domain/screening/estimate-left.js";
import { cumulateHypergeometric } from "../../../src/domain/screening/hypergeometric.js";
import { createRandom } from "../../support/random.js";

const labels = (text: string) => Uint8Array.from(text, Number);

/** A review of `size` papers whose chance of being relevant falls from `first` to nearly nothing. */
function drawReview(seed: number, { size, first, fall }: { size: number; first: number; fall: number }) {
  const random = createRandom(seed);
  return Uint8Array.from({ length: size }, (_, rank) => (random() < first * Math.exp((-fall * rank) / size) ? 1 : 0));
}

const count = (list: Uint8Array) => list.reduce((sum, label) => sum + label, 0);

describe("The hypergeometric distribution", () => {
  it("is what counting all samples gives", () => {
    // Of 5 papers 2 are relevant; 3 are drawn: of 10 samples, 1 has none, 6 have one, 3 have both.
    const draw = { population: 5, relevant: 2, drawn: 3 };
    expect([0, 1, 2].map((found) => cumulateHypergeometric(found, draw))).toEqual(
      [0.1, 0.7, 1].map((p) => expect.closeTo(p, 12)),
    );
  });
});

describe("The bound of relevant papers left", () => {
  it("is the highest number that the last papers do not refute", () => {
    // 60 of 100 papers without one: 3 left would be missed with a chance of 0.061, 4 with 0.023.
    expect(boundRelevantLeft({ labels: new Uint8Array(60), left: 40 })).toBe(3);
  });

  it("counts from the last included paper, if that says more", () => {
    const after = boundRelevantLeft({ labels: labels("1".repeat(20) + "0".repeat(60)), left: 40 });
    expect(after).toBe(3);
    expect(boundRelevantLeft({ labels: labels("0".repeat(60) + "1".repeat(20)), left: 40 })).toBeGreaterThan(after);
  });

  it("is everything before the first decision, and nothing after the last", () => {
    expect(boundRelevantLeft({ labels: labels(""), left: 40 })).toBe(40);
    expect(boundRelevantLeft({ labels: labels("0101"), left: 0 })).toBe(0);
  });

  it("says how many more papers without one show that 95 % are found", () => {
    const read = { labels: labels("1".repeat(20) + "0".repeat(30)), left: 150 };
    const more = countUntilRecall(read, 0.95);
    // 20 found: one may be left.
    const boundAfter = (papers: number) =>
      boundRelevantLeft({ labels: labels("1".repeat(20) + "0".repeat(30 + papers)), left: 150 - papers });
    expect(boundAfter(more)).toBeLessThanOrEqual(1);
    expect(boundAfter(more - 1)).toBeGreaterThan(1);
    expect(countUntilRecall({ ...read, left: 0 }, 0.95)).toBe(0);
  });

  it("holds for papers in random order in 95 of 100 reviews, or nearly", () => {
    const held = Array.from({ length: 200 }, (_, seed) => {
      const all = drawReview(seed + 1, { size: 400, first: 0.1, fall: 2 });
      return boundRelevantLeft({ labels: all.subarray(0, 200), left: 200 }) >= count(all.subarray(200));
    });
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(186);
  });
});

describe("The estimate of relevant papers left", () => {
  it.each([2, 5, 10])(
    "has its upper limit above the truth in nine of ten reviews whose rate falls by e^-%d",
    (fall) => {
      const held = Array.from({ length: 100 }, (_, seed) => {
        const all = drawReview(seed + 1, { size: 1_000, first: 0.6, fall });
        return count(all.subarray(250)) <= estimateRelevantLeft({ labels: all.subarray(0, 250), left: 750 }).high;
      });
      expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(90);
    },
  );

  it("falls with each paper without one, is in order, and is nothing at the end", () => {
    const read = (excluded: number) =>
      estimateRelevantLeft({ labels: labels("1101101001010001" + "0".repeat(excluded)), left: 400 - excluded });
    for (let excluded = 20; excluded <= 380; excluded += 20) {
      const { likely, high } = read(excluded);
      expect(likely).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(read(excluded - 20).high);
    }
    expect(read(400)).toEqual({ likely: 0, high: 0 });
  });

  it("is not known before 30 decisions and 5 included papers, and says what is missing", () => {
    expect(describeLeft({ labels: labels("1010"), left: 96 })).toMatchObject({
      isKnown: false,
      needed: { decisions: 26, included: 3 },
      atMost: expect.any(Number),
    });
    expect(describeLeft({ labels: labels("11111" + "0".repeat(25)), left: 70 })).toMatchObject({
      isKnown: true,
      likely: 0,
    });
    expect(describeLeft({ labels: labels("10"), left: 0 })).toMatchObject({ isKnown: true, high: 0, recallAtLeast: 1 });
  });
});
