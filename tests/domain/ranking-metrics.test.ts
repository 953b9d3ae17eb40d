import { describe, expect, it } from "vitest";
import {
  computeAveragePrecision,
  computeNdcg,
  computePrecision,
  computeRecall,
  computeReciprocalRank,
  hasRelevant,
  measureRanking,
} from "../../src/domain/evaluation/ranking-metrics.js";

const judgements = new Map([
  ["strong", 3],
  ["weak", 1],
  ["lost", 1],
  ["refused", 0],
  ["harmful", -1],
]);
const listOthers = (count: number) => Array.from({ length: count }, (_, index) => `other-${index}`);

describe("nDCG", () => {
  it("is 1 for the ideal order, and 0 when nothing relevant is listed or judged", () => {
    expect(computeNdcg(["strong", "weak", "lost", "other"], judgements, { depth: 10 })).toBe(1);
    expect(computeNdcg(["other", "refused", "harmful"], judgements, { depth: 10 })).toBe(0);
    expect(computeNdcg(["strong"], new Map([["refused", 0]]), { depth: 10 })).toBe(0);
  });

  it("uses the relevance as gain and a log2 discount", () => {
    // Gains 1, 0, 3: 1 / log2 2 + 3 / log2 4 = 2.5.
    // Best 3, 1, 1: 3 / log2 2 + 1 / log2 3 + 1 / log2 4 = 3 + 0.63093 + 0.5 = 4.13093. 2.5 / 4.13093 = 0.605190
    expect(computeNdcg(["weak", "other", "strong"], judgements, { depth: 10 })).toBeCloseTo(0.60519, 5);
  });

  it("uses gain 2^rel − 1 where asked for", () => {
    // Gains 1, 0, 7: 1 / log2 2 + 7 / log2 4 = 4.5.
    // Best 7, 1, 1: 7 / log2 2 + 1 / log2 3 + 1 / log2 4 = 7 + 0.63093 + 0.5 = 8.13093. 4.5 / 8.13093 = 0.553442
    expect(computeNdcg(["weak", "other", "strong"], judgements, { depth: 10, gain: "exponential" })).toBeCloseTo(
      0.553442,
      5,
    );
  });

  it("ignores documents beyond the cutoff, in the ideal order too", () => {
    // 1 / 3
    expect(computeNdcg(["weak", "strong"], judgements, { depth: 1 })).toBeCloseTo(1 / 3, 10);
  });
});

describe("recall", () => {
  it("is the share of all relevant documents, including those beyond the cutoff", () => {
    // 2 of 3, then 1 of 3.
    expect(computeRecall(["weak", "other", "strong"], judgements, 100)).toBeCloseTo(2 / 3, 10);
    expect(computeRecall(["weak", "other", "strong"], judgements, 2)).toBeCloseTo(1 / 3, 10);
  });
});

describe("precision", () => {
  it("divides by the cutoff, even where the list is shorter", () => {
    expect(computePrecision(["weak", "other", "strong"], judgements, 2)).toBe(1 / 2);
    expect(computePrecision(["weak", "other", "strong"], judgements, 10)).toBe(2 / 10);
  });
});

describe("the reciprocal rank", () => {
  it("is one over the first relevant rank, and 0 beyond the cutoff", () => {
    expect(computeReciprocalRank(["other", "refused", "weak"], judgements, 10)).toBeCloseTo(1 / 3, 10);
    expect(computeReciprocalRank([...listOthers(9), "weak"], judgements, 10)).toBeCloseTo(1 / 10, 10);
    expect(computeReciprocalRank([...listOthers(10), "weak"], judgements, 10)).toBe(0);
  });
});

describe("average precision", () => {
  it("divides by all relevant documents, found or not", () => {
    // Precision 1/2 at rank 2 and 2/3 at rank 3, over 3 relevant: (0.5 + 0.66667 + 0) / 3 = 0.388889
    expect(computeAveragePrecision(["other", "weak", "strong"], judgements)).toBeCloseTo(0.388889, 5);
  });
});

describe("the metrics of one query", () => {
  it("use the cutoffs in their names, and the whole list for MAP", () => {
    const ranked = [...listOthers(99), "strong", "weak"];
    // Precision 1/100 at rank 100 and 2/101 at rank 101, over 3 relevant.
    expect(measureRanking(ranked, judgements)).toEqual({
      "ndcg@10": 0,
      "recall@100": 1 / 3,
      "p@10": 0,
      "mrr@10": 0,
      map: (1 / 100 + 2 / 101) / 3,
    });
  });

  it("are 0 without a relevant document, one with a relevance above 0", () => {
    const none = { "ndcg@10": 0, "recall@100": 0, "p@10": 0, "mrr@10": 0, map: 0 };
    expect(measureRanking(["refused"], new Map([["refused", 0]]))).toEqual(none);
    expect(hasRelevant(judgements)).toBe(true);
    expect(
      hasRelevant(
        new Map([
          ["refused", 0],
          ["harmful", -1],
        ]),
      ),
    ).toBe(false);
  });
});
