import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPaper, cleanText, composeText, normalizeTitle } from "../../src/domain/paper/clean-paper.js";
import { type PaperInput, paperInputSchema } from "../../src/domain/paper/paper.js";
import { makeCleanPaper } from "../support/clean-papers.js";

const readReason = (input: PaperInput) => {
  const cleaned = cleanPaper(paperInputSchema.parse(input));
  return "reason" in cleaned ? cleaned.reason : undefined;
};

describe("cleanText", () => {
  it.each([
    ["collapses whitespace of all kinds to one space", " a\t\r\n b\u00a0\u2003c\u2028d ", "a b c d"],
    ["replaces control characters with a space", "a\u0000b\u001bc\u007fd\u0085e", "a b c d e"],
    [
      "removes zero-width characters and soft hyphens",
      "inter\u00adna\u200btio\u200dnal\ufeff \u202eit\u202c",
      "international it",
    ],
    ["keeps the non-joiner of Persian", "می\u200cخواهم", "می\u200cخواهم"],
    ["removes a non-joiner at the end of a Persian word", "خواهم\u200c ", "خواهم"],
    ["keeps joiners after a virama", "क्\u200dष क्\u200cष ക്\u200d", "क्\u200dष क्\u200cष ക്\u200d"],
    ["keeps one of several joiners", "می\u200c\u200cخواهم", "می\u200cخواهم"],
    ["keeps the joiners of emoji", "👩🏽\u200d🔬 ❤️\u200d🔥 a\u200d🔬", "👩🏽\u200d🔬 ❤️\u200d🔥 a🔬"],
    ["composes decomposed characters", "Mu\u0308ller", "M\u00fcller"],
    ["composes characters that an invisible one separated", "e\u200b\u0301", "\u00e9"],
    ["keeps characters outside the basic plane", "a 😀 𝒳", "a 😀 𝒳"],
    ["returns an empty string for whitespace", " \n\u200b ", ""],
  ])("%s", (_rule, text, expected) => expect(cleanText(text)).toBe(expected));

  it("is idempotent", () => {
    const piece = fc.constantFrom(
      "a",
      " ",
      "\n",
      "\u200b",
      "\u200c",
      "\u200d",
      "م",
      "क",
      "्",
      "😀",
      "\u0301",
      "\u00ad",
      "e",
      "\u2003",
      "\u0000",
      "ü",
    );
    fc.assert(fc.property(fc.string({ unit: piece }), (text) => cleanText(cleanText(text)) === cleanText(text)));
  });
});

describe("normalizeTitle", () => {
  it("ignores case, punctuation and compatibility forms", () => {
    expect(normalizeTitle("  ＢＥＲＴ: Pre-training — of “Deep” ﬁlters! ")).toBe("bert pre training of deep filters");
  });

  it("ignores joiners", () => expect(normalizeTitle("می\u200cخواهم")).toBe(normalizeTitle("میخواهم")));

  it("is empty for a title without letters or digits", () => expect(normalizeTitle("?!… —")).toBe(""));
});

describe("composeText", () => {
  it("joins title and abstract, or returns the title alone", () => {
    expect(composeText({ title: "T", abstract: "A b." })).toBe("T. A b.");
    expect(composeText({ title: "T" })).toBe("T");
  });
});

describe("the fields of a clean paper", () => {
  it("are trimmed, normalized and deduplicated, and absent when empty", () => {
    const { paper } = makeCleanPaper({
      title: " A\ntitle ",
      abstract: " \u200b ",
      authors: ["Ada  Lovelace", "Ada Lovelace", " ", "Bo"],
      categories: null,
      keywords: ["k\u200b"],
      venue: "  ",
      date: "2023-01-31",
      doi: "https://doi.org/10.1000/ABC",
    });
    expect(paper).toEqual({
      id: "doi:10.1000/abc",
      title: "A title",
      authors: ["Ada Lovelace", "Bo"],
      year: 2023,
      date: "2023-01-31",
      categories: [],
      keywords: ["k"],
      doi: "10.1000/abc",
    });
  });

  it.each([
    [{ date: "2019" }, 2019],
    [{ date: "2019-05" }, 2019],
    [{ date: "2019-05-01", year: 2020 }, 2020],
    [{ date: "20190501" }, undefined],
    [{ date: "0999-01-01" }, undefined],
    [{ date: "May 2019" }, undefined],
  ])("%j has the year %s", (facts, year) => expect(makeCleanPaper({ title: "t", ...facts }).paper.year).toBe(year));
});

describe("what says that there is no value", () => {
  it.each(["n/a", "N.A.", "-", "–", "Unknown", "none", "null", "[No journal]", "Not available", "(unknown)", "???"])(
    "such as %j is left out of every field",
    (value) => {
      const list = ["Kites", value];
      const { paper } = makeCleanPaper({ title: "t", abstract: value, venue: value, url: value, keywords: list });
      expect(paper).not.toHaveProperty("abstract");
      expect(paper).not.toHaveProperty("venue");
      expect(paper).not.toHaveProperty("url");
      expect(paper.keywords).toEqual(["Kites"]);
    },
  );

  it.each(["Unknown", "n.a.", "[No author]", "No authors listed", "N.N.", "N. N.", "et al.", "Et al", "and others"])(
    "such as %j is no author",
    (name) => {
      expect(makeCleanPaper({ title: "t", authors: [name] }).paper.authors).toEqual([]);
      const authors = ["A. Vance", "B. Li", name];
      const authorNames = [{ family: "Vance" }, { family: "Li" }, { literal: name }];
      expect(makeCleanPaper({ title: "t", authors, authorNames }).paper).toMatchObject({
        authors: ["A. Vance", "B. Li"],
        authorNames: [{ family: "Vance" }, { family: "Li" }],
      });
    },
  );

  it("is cut from the last name of a list", () => {
    expect(makeCleanPaper({ title: "t", authors: ["A. Vance", "B. Li et al."] }).paper.authors).toEqual([
      "A. Vance",
      "B. Li",
    ]);
  });

  it.each(["Nature", "C++", "NN", "Na Li", "Anonymous", "Unknown Pleasures", "No Free Lunch"])("is not %j", (value) => {
    const { paper } = makeCleanPaper({ title: "t", venue: value, authors: [value], keywords: [value] });
    expect(paper).toMatchObject({ venue: value, authors: [value], keywords: [value] });
  });
});

describe("the id of a clean paper", () => {
  it.each([
    ["the given id in its canonical form", { id: "arXiv:2301.01234v2", doi: "10.1000/182" }, "arxiv:2301.01234"],
    [
      "the arXiv id without its version if there is no id",
      { arxivId: "2301.01234v2", doi: "10.1000/182" },
      "arxiv:2301.01234",
    ],
    ["the DOI if there is no arXiv id", { doi: "10.1000/ABC" }, "doi:10.1000/abc"],
  ])("is %s", (_rule, facts, id) => expect(makeCleanPaper({ title: "t", ...facts }).paper.id).toBe(id));

  it("is, without any id, a hash of title, first author and year that ignores case, spacing and punctuation", () => {
    const { id } = makeCleanPaper({ title: "On  things", authors: ["A. One", "B"], year: 2001 }).paper;
    expect(id).toMatch(/^sha256:[0-9a-f]{24}$/);
    expect(makeCleanPaper({ title: "ON THINGS!", authors: ["a. one"], year: 2001, abstract: "x" }).paper.id).toBe(id);
    expect(makeCleanPaper({ title: "On things", authors: ["A. One"], year: 2002 }).paper.id).not.toBe(id);
    expect(makeCleanPaper({ title: "On things", authors: ["C"], year: 2001 }).paper.id).not.toBe(id);
  });

  it("is never empty, even when the given id consists of invisible characters", () => {
    expect(makeCleanPaper({ id: "\u200b", title: "t" }).paper.id).toMatch(/^sha256:/);
  });

  it("yields the arXiv id and version it contains", () => {
    const clean = makeCleanPaper({ id: "https://arxiv.org/abs/2301.01234v4", title: "t" });
    expect(clean).toMatchObject({ version: 4, paper: { id: "arxiv:2301.01234", arxivId: "2301.01234" } });
    expect(makeCleanPaper({ id: "2301.01234v4", title: "t" })).not.toHaveProperty("version");
  });
});

describe("the hashes of a clean paper", () => {
  const paper = { id: "p", title: "A title", abstract: "An abstract.", year: 2000, authors: ["One"] };
  const { contentHash, textHash } = makeCleanPaper(paper);

  it("stay the same when only spacing differs", () => {
    const spaced = { ...paper, title: " A\n title", abstract: "An  abstract.\u200b", authors: [" One "] };
    expect(makeCleanPaper(spaced)).toMatchObject({ contentHash, textHash });
  });

  it.each([{ title: "Another title" }, { abstract: "Another." }, { abstract: null }])(
    "both change with %j",
    (change) => {
      const changed = makeCleanPaper({ ...paper, ...change });
      expect(changed.textHash).not.toBe(textHash);
      expect(changed.contentHash).not.toBe(contentHash);
    },
  );

  it.each([{ year: 2001 }, { authors: ["Two"] }, { venue: "V" }, { url: "https://example.org" }])(
    "keep the text hash when only %j changes",
    (change) => {
      const changed = makeCleanPaper({ ...paper, ...change });
      expect(changed.textHash).toBe(textHash);
      expect(changed.contentHash).not.toBe(contentHash);
    },
  );
});

describe("a paper is rejected", () => {
  it("for a title without visible characters", () => {
    expect(readReason({ title: " \u0000\u200b\n" })).toBe("there is no title");
  });
});
