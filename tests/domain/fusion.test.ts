import { describe, expect, it } from "vitest";
import { fuseRankedLists, fusionDepth } from "../../src/domain/fusion.js";
import type { RankedPaper } from "../../src/domain/hit.js";

const rank = (...pairs: readonly (readonly [ordinal: number, score: number])[]): RankedPaper[] =>
  pairs.map(([ordinal, score]) => ({ ordinal, score }));

/** Papers `first`, `first + 1`, … with the scores 1000, 999, … */
const makeList = (first: number, length: number) =>
  Array.from({ length }, (_, index) => ({ ordinal: first + index, score: 1000 - index }));

describe("fuseRankedLists", () => {
  it("adds the normalised scores of both lists by their weights", () => {
    // By words: 3 → 1, 2 → 0.5, 1 → 0. By meaning: 1 → 1, 4 → 0.
    const fused = fuseRankedLists({
      keyword: rank([3, 30], [2, 20], [1, 10]),
      meaning: rank([1, 0.9], [4, 0.5]),
      semanticWeight: 0.75,
    });
    expect(fused).toEqual([
      { ordinal: 1, score: 0.75, matchedBy: "both" },
      { ordinal: 3, score: 0.25, matchedBy: "keyword" },
      { ordinal: 2, score: 0.125, matchedBy: "keyword" },
      { ordinal: 4, score: 0, matchedBy: "meaning" },
    ]);
  });

  it("is the list by words when meaning weighs 0", () => {
    const fused = fuseRankedLists({
      keyword: rank([2, 9], [1, 5]),
      meaning: rank([3, 1], [1, 0.5]),
      semanticWeight: 0,
    });
    expect(fused).toEqual([
      { ordinal: 2, score: 1, matchedBy: "keyword" },
      { ordinal: 1, score: 0, matchedBy: "keyword" },
    ]);
  });

  it("is the list by meaning when meaning weighs 1", () => {
    const fused = fuseRankedLists({
      keyword: rank([2, 9], [1, 5]),
      meaning: rank([3, 1], [1, 0.5]),
      semanticWeight: 1,
    });
    expect(fused).toEqual([
      { ordinal: 3, score: 1, matchedBy: "meaning" },
      { ordinal: 1, score: 0, matchedBy: "meaning" },
    ]);
  });

  it("takes lists that are empty", () => {
    const list = rank([1, 5], [2, 3]);
    expect(fuseRankedLists({ keyword: [], meaning: [], semanticWeight: 0.5 })).toEqual([]);
    expect(fuseRankedLists({ keyword: list, meaning: [], semanticWeight: 0.5 })).toEqual([
      { ordinal: 1, score: 0.5, matchedBy: "keyword" },
      { ordinal: 2, score: 0, matchedBy: "keyword" },
    ]);
  });

  it("gives a single hit the whole weight of its list", () => {
    const fused = fuseRankedLists({ keyword: rank([1, 0.001]), meaning: rank([2, -0.5]), semanticWeight: 0.25 });
    expect(fused).toEqual([
      { ordinal: 1, score: 0.75, matchedBy: "keyword" },
      { ordinal: 2, score: 0.25, matchedBy: "meaning" },
    ]);
  });

  it("gives equal scores the whole weight, and orders them by rank", () => {
    const fused = fuseRankedLists({ keyword: rank([9, 2], [4, 2], [7, 2]), meaning: [], semanticWeight: 0.5 });
    expect(fused.map(({ ordinal, score }) => [ordinal, score])).toEqual([
      [9, 0.5],
      [4, 0.5],
      [7, 0.5],
    ]);
  });

  it("orders papers that tie in score and rank by ordinal", () => {
    const fused = fuseRankedLists({ keyword: rank([8, 1]), meaning: rank([5, 1]), semanticWeight: 0.5 });
    expect(fused.map(({ ordinal }) => ordinal)).toEqual([5, 8]);
  });

  it("counts a paper of both lists once", () => {
    const fused = fuseRankedLists({ keyword: rank([1, 4]), meaning: rank([1, 0.3]), semanticWeight: 0.3 });
    expect(fused).toEqual([{ ordinal: 1, score: 1, matchedBy: "both" }]);
  });

  it("keeps what lies below the depth behind the rest, by rank", () => {
    const fused = fuseRankedLists({ keyword: makeList(1, fusionDepth + 2), meaning: [], semanticWeight: 0.5 });
    expect(fused.slice(-3)).toEqual([
      { ordinal: 100, score: 0, matchedBy: "keyword" },
      { ordinal: 101, score: 0, matchedBy: "keyword" },
      { ordinal: 102, score: 0, matchedBy: "keyword" },
    ]);
  });

  it("gives the first results the same order and score however deep the lists go", () => {
    const keyword = makeList(1, 300);
    const meaning = makeList(51, 300)
      .toReversed()
      .map(({ ordinal }, index) => ({ ordinal, score: 1 - index / 1000 }));
    const fuseTo = (depth: number) =>
      fuseRankedLists({ keyword: keyword.slice(0, depth), meaning: meaning.slice(0, depth), semanticWeight: 0.6 })
        .slice(0, fusionDepth)
        .map(({ ordinal, score }) => ({ ordinal, score }));
    expect(fuseTo(300)).toEqual(fuseTo(fusionDepth));
  });
});
