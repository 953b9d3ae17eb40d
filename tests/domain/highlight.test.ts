import { describe, expect, it } from "vitest";
import { findMatches } from "../../src/domain/search/highlight.js";
import { extractTerms } from "../../src/domain/text/terms.js";

const mark = (text: string, query: string) =>
  findMatches(text, new Set(extractTerms(query))).map(([start, end]) => text.slice(start, end));

describe("highlights", () => {
  it("mark the words that the keyword index matches, in any inflection or case", () => {
    expect(mark("Networks learn; a NETWORK learned networking.", "learning networks")).toEqual([
      "Networks",
      "learn",
      "NETWORK",
      "learned",
      "networking",
    ]);
  });

  it("skip stop words, and mark nothing for a query without terms", () => {
    expect(mark("the cat of the house", "the house")).toEqual(["house"]);
    expect(mark("the cat", "of the")).toEqual([]);
  });

  it("mark joined words whole, including accents, possessives and digits", () => {
    expect(mark("Pre-training ResNet50 by Bézier's rule", "pretraining resnet-50 bezier")).toEqual([
      "Pre-training",
      "ResNet50",
      "Bézier's",
    ]);
  });

  it("mark British spellings and plurals that begin otherwise than what was asked", () => {
    const text = "Aetiology of mice and haemoglobin; sceptics enquire, feet, kerbs, grey oestrogen";
    expect(mark(text, "etiology mouse hemoglobin skeptic inquire foot curb gray estrogen")).toEqual(
      text.match(/\w{3,}/g)!.filter((word) => word !== "and"),
    );
  });

  it("mark runs of characters in scripts without spaces", () => {
    expect(mark("我们提出神经网络模型", "神经网络")).toEqual(["神经网络"]);
  });
});
