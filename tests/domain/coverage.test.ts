import { describe, expect, it } from "vitest";
import { type Coverage, describeCoverage } from "../../src/domain/search/coverage.js";

const whole: Coverage = {
  papers: 1_883,
  byWords: 1_883,
  byMeaning: 1_883,
  failed: 0,
  withheld: 0,
  isRebuilding: false,
};
const details = (coverage: Partial<Coverage>, mode: Parameters<typeof describeCoverage>[1] = "hybrid") =>
  describeCoverage({ ...whole, ...coverage }, mode).map(({ detail }) => detail);

describe("what an answer covers", () => {
  it("is not mentioned when all papers can be found", () => {
    expect(details({})).toEqual([]);
    expect(details({ papers: 0, byWords: 0, byMeaning: 0 })).toEqual([]);
  });

  it("is a part while papers wait for their vectors, except in keyword mode", () => {
    expect(details({ byMeaning: 896 })).toEqual([
      "896 of 1,883 papers are found by meaning so far; the others by words only.",
    ]);
    for (const mode of ["semantic", "similar"] as const)
      expect(details({ byMeaning: 896 }, mode)).toEqual([
        "896 of 1,883 papers are found by meaning so far; the others are not found here.",
      ]);
    expect(details({ byMeaning: 896 }, "keyword")).toEqual([]);
  });

  it("promises no more when nothing is to come", () => {
    expect(details({ byMeaning: 896, withheld: 980, failed: 7 })).toEqual([
      "896 of 1,883 papers are found by meaning; the others by words only.",
    ]);
  });

  it("passes over a few papers that could not be embedded", () => {
    expect(details({ byMeaning: 1_880, failed: 3 })).toEqual([]);
    expect(details({ byMeaning: 1_879, failed: 3 })).toHaveLength(1);
    expect(details({ byMeaning: 1_783, failed: 100 })).toHaveLength(1);
  });

  it("is a part while the keyword index is rebuilt, except by meaning", () => {
    expect(details({ byWords: 1_000 }, "keyword")).toEqual([
      "The keyword index is being rebuilt: 1,000 of 1,883 papers are found by words so far.",
    ]);
    expect(details({ byWords: 1_000 }, "semantic")).toEqual([]);
    expect(details({ byWords: 1_882, isRebuilding: true }, "keyword")).toHaveLength(1);
    expect(details({ isRebuilding: true }, "keyword")).toEqual([]);
    // An import in progress.
    expect(details({ byWords: 1_800 }, "keyword")).toEqual([]);
  });
});
