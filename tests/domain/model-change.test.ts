import { describe, expect, it } from "vitest";
import { compareJudgedAnswers } from "../../src/domain/evaluation/compare-answers.js";
import { describeOther, measureOverlap } from "../../src/domain/models/change.js";

const fingerprint = JSON.stringify(["next", "r", "int8", "mean", "", "", 32]);
const facts = { fingerprint, role: "next", embedded: 990, failed: 0, missing: 10 } as const;

describe("the other model", () => {
  it.each([
    [{}, "embedding"],
    [{ embedded: 1_000 }, "ready"],
    [{ embedded: 1_000_000, missing: 513 }, "embedding"],
    [{ embedded: 0, missing: 0 }, "ready"],
    [{ role: "kept", missing: 5_000 } as const, "kept"],
    [{ role: "dropped" } as const, "dropping"],
  ])("with %j is %s", (changes, state) => {
    expect(describeOther({ ...facts, ...changes }, {})).toMatchObject({ id: "next", dimensions: 32, state });
  });

  it("reports its rate and ETA while it is being embedded, and why it stopped", () => {
    expect(describeOther(facts, { papersPerSecond: 4, failure: "no disk" })).toMatchObject({
      papersPerSecond: 4,
      etaSeconds: 3,
      failure: "no disk",
    });
    expect(describeOther({ ...facts, missing: 0 }, { papersPerSecond: 4 })).not.toHaveProperty("etaSeconds");
  });
});

describe("answers of two models", () => {
  it("overlap by their common share of the longer list", () => {
    expect(measureOverlap(["a", "b", "c", "d"], ["d", "c", "x"])).toBe(0.5);
    expect(measureOverlap([], [])).toBe(1);
    expect(measureOverlap(["a"], [])).toBe(0);
  });

  it("are measured with the same judgements, query by query", () => {
    const judgements = new Map([["a", 1]]);
    const answers = [
      { judgements, model: ["a"], otherModel: ["b", "c", "a"] },
      { judgements, model: ["a"], otherModel: ["a"] },
    ];
    // 1 / log2 4 is 0.5.
    expect(compareJudgedAnswers(answers)).toEqual({
      queries: 2,
      model: 1,
      otherModel: 0.75,
      difference: -0.25,
      low: -0.5,
      high: 0,
    });
  });
});
