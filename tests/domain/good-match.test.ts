import { describe, expect, it } from "vitest";
import { judgeMatch } from "../../src/domain/similar/good-match.js";

describe("a match", () => {
  it("is no good one when even the best score is below the floor, or there is none", () => {
    expect(judgeMatch([0.1, 0.05], 0.12)).toEqual({ noGoodMatch: true });
    expect(judgeMatch([], 0.12)).toEqual({ noGoodMatch: true });
  });

  it("is good when any score reaches it, whatever their order", () => {
    expect(judgeMatch([0.05, 0.12], 0.12)).toEqual({});
  });
});
