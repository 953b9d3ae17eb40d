import { describe, expect, it } from "vitest";
import { describeSelection, joinPapers, selectPaper } from "../../src/web/paper/list/selection.js";
import { measureStrength, splitByStrength } from "../../src/web/paper/strength.js";
import { includesView, matchesView, viewTray } from "../../src/web/recommend/recommend-view.js";
import { emptyTray, ratePapers } from "../../src/web/recommend/tray.js";
import { explainMatch } from "../../src/web/search/explain-match.js";
import { wholePaper } from "../support/whole-paper.js";

describe("Explaining a match", () => {
  const explanation = {
    evidence: 0.79,
    keyword: { rank: 19, share: 0.858, weight: 0.5, words: ["robot"], missing: ["grasp"] },
    meaning: { share: 0.73, weight: 0.5 },
    feedback: { share: -0.1, weight: 0.25 },
    support: { share: -0.05, weight: 0.85 },
    sentence: { text: "Robots grasp.", range: [0, 13] as [number, number], cosine: 0.83 },
  };

  it("is in words, with the figures apart", () => {
    expect(explainMatch(explanation, 0.984)).toEqual({
      sentence: "Robots grasp.",
      words: ["robot"],
      missing: ["grasp"],
      reasons: [
        "Many papers are closer in meaning.",
        "It is ranked lower, because it has less in common with the best papers.",
      ],
      figures: [
        { name: "Words", value: "0.86 × 0.50", note: "rank 19" },
        { name: "Meaning", value: "0.73 × 0.50" },
        { name: "Evidence", value: "0.79" },
        { name: "Score", value: "0.98" },
        { name: "Feedback", value: "-0.10 × 0.25" },
        { name: "Support", value: "-0.05 × 0.85" },
        { name: "Cosine of the sentence", value: "0.83" },
      ],
    });
  });

  it.each([
    [1, "No paper is closer in meaning."],
    [2, "Only one paper is closer in meaning."],
    [5, "Only 4 papers are closer in meaning."],
    [412, "411 papers are closer in meaning."],
  ])("says how many papers are nearer than the one of rank %i", (rank, reason) => {
    expect(explainMatch({ meaning: { rank, share: 0.5, weight: 1 } }, 0.9).reasons).toEqual([reason]);
  });

  it("names only the score where nothing else is known", () => {
    const figures = [{ name: "Score", value: "1.00" }];
    expect(explainMatch({}, 1)).toEqual({ sentence: undefined, words: [], missing: [], reasons: [], figures });
  });
});

describe("The strength of a match", () => {
  const hit = (score: number, matchedBy: "both" | "exact" = "both") => ({ score, matchedBy });

  it("is a word for its score, where a score put the paper there", () => {
    const scores = [0.95, 0.75, 0.74, 0.25, 0.24];
    expect(scores.map((score) => measureStrength(hit(score)))).toEqual(["strong", "strong", "fair", "fair", "weak"]);
    expect(measureStrength(hit(0.01, "exact"))).toBeUndefined();
  });

  it("divides a list before the first weak match after good ones", () => {
    expect(splitByStrength([hit(0.01, "exact"), hit(0.6), hit(0.1), hit(0.05)])).toBe(2);
    expect(splitByStrength([hit(0.1), hit(0.05)])).toBeUndefined();
    expect(splitByStrength([hit(0.6)])).toBeUndefined();
    expect(splitByStrength([])).toBeUndefined();
  });
});

describe("Selecting papers", () => {
  const toPapers = (ids: readonly string[]) => ids.map((id) => ({ ...wholePaper, id }));
  const listed = toPapers(["a", "b", "c", "d", "e"]);
  const select = (ids: readonly string[], id: string, step: "one" | "range" = "one") =>
    selectPaper({ isOn: true, papers: toPapers(ids) }, { id, step, listed }).papers.map((paper) => paper.id);

  it("selects one, and leaves it out again", () => {
    expect(select([], "b")).toEqual(["b"]);
    expect(select(["b"], "d")).toEqual(["b", "d"]);
    expect(select(["b", "d"], "b")).toEqual(["d"]);
  });

  it("selects a range from the last one, in either direction", () => {
    expect(select(["a", "b"], "d", "range").toSorted()).toEqual(["a", "b", "c", "d"]);
    expect(select(["d"], "b", "range").toSorted()).toEqual(["b", "c", "d"]);
    expect(select([], "c", "range")).toEqual(["c"]);
    // The next range begins where this one ended.
    expect(select(select(["b"], "d", "range"), "e", "range").at(-1)).toBe("e");
  });

  it("keeps papers that another list has", () => {
    expect(select(["x"], "b")).toEqual(["x", "b"]);
    expect(select(["x"], "b", "range")).toEqual(["x", "b"]);
    expect(select(["x", "b"], "c", "range")).toEqual(["x", "b", "c"]);
    expect(joinPapers(toPapers(["x", "b"]), listed).map(({ id }) => id)).toEqual(["x", "b", "a", "c", "d", "e"]);
    expect(describeSelection(toPapers(["x", "b"]), listed)).toBe("2 selected, 1 not in these results");
    expect(describeSelection(toPapers(["a", "b"]), listed)).toBe("2 selected");
    expect(describeSelection([], listed)).toBe("None selected");
  });
});

describe("A list in an address", () => {
  const view = { kind: "recommend", likes: ["a", "b"], dislikes: ["c"] } as const;

  it("is compared with the papers of the current collection, in any order", () => {
    const own = { ...emptyTray, likes: [{ id: "b", title: "B" }] };
    expect([includesView(own, view), matchesView(own, view)]).toEqual([false, false]);
    const same = ratePapers(ratePapers(own, [{ id: "a", title: "A" }], "like"), [{ id: "c", title: "C" }], "dislike");
    expect([includesView(same, view), matchesView(same, view)]).toEqual([true, true]);
    const more = ratePapers(same, [{ id: "x", title: "X" }], "like");
    expect([includesView(more, view), matchesView(more, view)]).toEqual([true, false]);
    expect(matchesView(more, viewTray(more))).toBe(true);
  });
});
