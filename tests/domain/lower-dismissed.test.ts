import { describe, expect, it } from "vitest";
import { isMoreLikeDismissed, lowerEvidence } from "../../src/domain/follows/lower-dismissed.js";

describe("papers like dismissed ones", () => {
  it("lose evidence only where they are very like, and more the liker they are", () => {
    expect(lowerEvidence(0.5, 0.7)).toBe(0.5);
    expect(lowerEvidence(0.5, -0.2)).toBe(0.5);
    expect(lowerEvidence(0.5, 1.2)).toBeCloseTo(0.4);
  });

  it("do not fit what is liked if they are clearly nearer to what was dismissed", () => {
    expect(isMoreLikeDismissed({ liked: 0.5, disliked: 0.55 })).toBe(false);
    expect(isMoreLikeDismissed({ liked: 0.5, disliked: 0.65 })).toBe(true);
  });
});
