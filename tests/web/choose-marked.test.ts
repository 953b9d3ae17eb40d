import { describe, expect, it } from "vitest";
import { chooseMarked, describeMarked, type FoundPaper } from "../../src/web/map/choose-marked.js";

const find = (id: string, score: number, matchedBy: FoundPaper["matchedBy"] = "both"): FoundPaper => ({
  paper: { id },
  score,
  matchedBy,
});

describe("The map marks", () => {
  it("the papers of a question that do not match weakly, or all if each of them does", () => {
    const [good, named, weak] = [find("a", 0.5), find("b", 0, "exact"), find("c", 0.1)];
    expect(chooseMarked([good, weak, named])).toEqual([good, named]);
    expect(chooseMarked([weak])).toEqual([weak]);
  });

  it.each([
    [{ marked: 2, known: 76, total: 76 }, "2 of 76 papers are marked; the others match weakly."],
    [{ marked: 84, known: 100, total: 1332 }, "84 of 1,332 papers are marked: good matches among the first 100."],
    [{ marked: 100, known: 100, total: 332 }, "100 of 332 papers are marked, the first of the list."],
    [{ marked: 1, known: 2, total: 2 }, "1 of 2 papers is marked; the others match weakly."],
    [{ marked: 60, known: 60, total: 60 }, undefined],
    [{ marked: 0, known: 0, total: 12 }, undefined],
    [{ marked: 20, known: 20, total: undefined }, undefined],
  ])("%j, and says so: %s", (marked, said) => expect(describeMarked(marked)).toBe(said));
});
