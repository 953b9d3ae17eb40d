import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMatches } from "../../src/domain/search/highlight.js";
import { extractTerms, hasTermOf } from "../../src/domain/text/terms.js";

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

  it("mark a chain of words if the index has one of its terms for the question", () => {
    const words = "k,t,ell,p,sne,pre,training,state,of,the,art,oestrogen,mice,x,Net,colour,self,Don,s".split(",");
    const chain = fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 4 }).map((parts) => parts.join("-"));
    const question = fc.array(fc.oneof(fc.constantFrom(...words), chain), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(chain, question, (text, asked) => {
        const terms = new Set(extractTerms(asked.join(" ")));
        expect(findMatches(text, terms).length).toBe(hasTermOf(text, terms) ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("mark words written with and without a joiner alike", () => {
    const written = "می\u200cخواهم";
    expect(mark(`${written} 👩🏽\u200d🔬`, "میخواهم")).toEqual([written]);
    expect(mark("میخواهم", written)).toEqual(["میخواهم"]);
  });

  it("mark runs of characters in scripts without spaces", () => {
    expect(mark("我们提出神经网络模型", "神经网络")).toEqual(["神经网络"]);
  });
});
