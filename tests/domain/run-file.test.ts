import { describe, expect, it } from "vitest";
import { fitsRunFile, formatRunLines } from "../../src/domain/evaluation/run-file.js";

describe("a run in TREC's format", () => {
  it("has one line per document, with scores that strictly decrease", () => {
    const documents = [
      { id: "a", score: 1 },
      { id: "b", score: 1 },
      { id: "c", score: 0.25 },
      { id: "d", score: 0.2500001 },
      { id: "e" },
    ];
    expect(formatRunLines("q", documents, "t")).toBe(
      [
        "q Q0 a 1 1.000000 t\n",
        "q Q0 b 2 0.999999 t\n",
        "q Q0 c 3 0.250000 t\n",
        "q Q0 d 4 0.249999 t\n",
        "q Q0 e 5 0.249998 t\n",
      ].join(""),
    );
  });

  it("has no line for a query without hits, and decreases below 0", () => {
    expect(formatRunLines("q", [], "t")).toBe("");
    const zeros = [
      { id: "a", score: 0 },
      { id: "b", score: 0 },
    ];
    expect(formatRunLines("q", zeros, "t")).toBe("q Q0 a 1 0.000000 t\nq Q0 b 2 -0.000001 t\n");
  });

  it("cannot hold an id with a space", () => {
    expect(["arxiv:2301.00001", "a b", "a\tb"].map(fitsRunFile)).toEqual([true, false, false]);
  });
});
