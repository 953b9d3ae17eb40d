import { describe, expect, it } from "vitest";
import { describeLeft } from "../../../src/domain/screening/describe-left.js";
import { tellLeft } from "../../../src/domain/screening/tell-left.js";

const untilRecall = { recall: 0.95, papers: 120 };
const known = { isKnown: true, likely: 4, high: 13, atMost: 39, untilRecall };

describe("What is said of the relevant papers that are left", () => {
  it.each([
    [
      known,
      500,
      "About 4 relevant papers are left, hardly more than 13: estimated from how the share of included papers falls. After 120 papers in a row without one, 95 % are found with 95 % confidence.",
    ],
    [{ ...known, likely: 0 }, 500, "Probably no relevant paper is left, hardly more than 13: "],
    [
      { ...known, likely: 0, high: 0, untilRecall: { recall: 0.95, papers: 0 } },
      500,
      "With 95 % confidence, at least 95 % of them are found.",
    ],
    [
      { ...known, untilRecall: { recall: 0.95, papers: 500 } },
      500,
      "Only reading all of the rest shows that 95 % are found.",
    ],
    [
      { ...known, isKnown: false, needed: { decisions: 1, included: 2 } },
      500,
      "How many relevant papers are left is not known before 1 more decision and 2 more included papers.",
    ],
    [known, 0, "Everything is decided."],
  ])("%j with %i undecided", (left, undecided, expected) =>
    expect(tellLeft(left, undecided).join(" ")).toContain(expected),
  );

  it("asks for no more included papers than are left", () => {
    const needed = { decisions: 2, included: 5 };
    const told = tellLeft({ ...known, isKnown: false, needed }, 2);
    expect(told).toEqual(["With so few included papers, only reading the rest shows how many of it are relevant."]);
  });

  it("claims nothing while nothing is included, however much is read", () => {
    const left = describeLeft({ labels: new Uint8Array(400), left: 100 });
    expect(tellLeft(left, 100)).toEqual([
      "How many relevant papers are left is not known before 5 more included papers.",
    ]);
  });

  it("never says that all are found while papers are left", () => {
    for (const read of [30, 100, 300]) {
      const labels = Uint8Array.from({ length: read }, (_, at) => (at < 10 ? 1 : 0));
      const told = tellLeft(describeLeft({ labels, left: 50 }), 50).join(" ");
      expect(told).toMatch(/95 % confidence|Only reading all/);
      expect(told).not.toMatch(/\b(?:done|all are found|complete)\b/i);
    }
  });
});
