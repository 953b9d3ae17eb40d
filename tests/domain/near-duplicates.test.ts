import { describe, expect, it } from "vitest";
import { areNearDuplicates, compareAbstracts, compareTitles } from "../../src/domain/duplicates/near-duplicates.js";

const abstract = "We train a large model on very much text and find that it answers questions well.";
const otherAbstract = "Robots that walk on sand sink; we give them wide feet and measure how far they come.";
const paper = (title: string, facts: { abstract?: string; authors?: string[] } = {}) => ({
  title,
  authors: ["Ada Lovelace"],
  abstract,
  ...facts,
});
const bare = (title: string, authors: string[] = ["Ada Lovelace"]) => ({ title, authors });

describe("the similarity of titles", () => {
  it("is 1 for titles that differ only in case and punctuation, and 0 for those with nothing in common", () => {
    expect(compareTitles("Deep, Learning!", "deep learning")).toBe(1);
    expect(compareTitles("abc", "xyz")).toBe(0);
    expect(compareTitles("", "?!")).toBe(0);
  });

  it("is the share of common character trigrams, with two spaces before the title and one after", () => {
    // "  ab ": 3 trigrams, "  abc ": 4; shared are "  a" and " ab".
    expect(compareTitles("ab", "abc")).toBeCloseTo((2 * 2) / 7, 10);
  });
});

describe("the similarity of abstracts", () => {
  it("is the shared proportion of the shorter abstract's word trigrams", () => {
    expect(compareAbstracts("one two three four", "Zero one two three, five.")).toBe(0.5);
    expect(compareAbstracts("one two three", "before one two three four five")).toBe(1);
  });

  it("is 0 for fewer than three words", () => {
    expect(compareAbstracts("one two", "one two")).toBe(0);
  });
});

describe("papers with the same title", () => {
  const title = "Attention is all you need";

  it("are near-duplicates from a cosine of 0.85", () => {
    expect(areNearDuplicates(paper(title), paper("Attention Is All You Need."), 0.85)).toBe(true);
    expect(areNearDuplicates(paper(title), paper(title), 0.84)).toBe(false);
  });

  it("are near-duplicates from 0.75 when an abstract is missing", () => {
    expect(areNearDuplicates(paper(title), bare(title), 0.75)).toBe(true);
    expect(areNearDuplicates(paper(title), bare(title), 0.74)).toBe(false);
  });

  it("are not near-duplicates when their authors share no family name, in any notation", () => {
    const authors = (...names: string[]) => areNearDuplicates(bare(title), bare(title, names), 1);
    expect(authors("Charles Babbage")).toBe(false);
    expect(authors("Charles Babbage", "Lovelace, A. K.")).toBe(true);
    expect(authors("A. LOVELÁCE")).toBe(true);
  });

  it("are not near-duplicates when authors are missing and the title is generic", () => {
    const workshops = { title: "Workshops and tutorials", authors: [], abstract };
    expect(areNearDuplicates(workshops, workshops, 1)).toBe(false);
    expect(areNearDuplicates({ ...workshops, title }, { ...workshops, title }, 0.9)).toBe(true);
  });
});

describe("papers whose titles differ in a note or a system name", () => {
  it.each([
    ["Deep drone acrobatics", "Deep Drone Acrobatics (Extended Abstract)"],
    ["MINE: Mutual Information Neural Estimation", "Mutual Information Neural Estimation"],
    ["GraphGAN: Generating Graphs via Random Walks", "NetGAN: Generating Graphs via Random Walks"],
  ])("are near-duplicates from 0.9: %s, %s", (one, other) => {
    const rewritten = paper(other, { abstract: otherAbstract });
    expect(areNearDuplicates(paper(one), rewritten, 0.9)).toBe(true);
    expect(areNearDuplicates(paper(one), rewritten, 0.89)).toBe(false);
    expect(areNearDuplicates(paper(one), { ...rewritten, authors: ["Charles Babbage"] }, 0.94)).toBe(false);
    expect(areNearDuplicates(paper(one), { ...rewritten, authors: [] }, 0.94)).toBe(false);
  });

  it("are not near-duplicates when little remains without the name", () => {
    expect(areNearDuplicates(paper("BERT: a survey"), paper("GPT: a survey", { abstract: otherAbstract }), 0.94)).toBe(
      false,
    );
  });
});

describe("papers with different titles", () => {
  const one = paper("WSNet: Learning Compact and Efficient Networks with Weight Sampling");
  const other = paper("WSNet: Compact and Efficient Networks Through Weight Sampling");

  it("are near-duplicates from 0.965 when titles and abstracts share most words", () => {
    expect(areNearDuplicates(one, other, 0.965)).toBe(true);
    expect(areNearDuplicates(one, { ...other, abstract: otherAbstract }, 0.99)).toBe(false);
    expect(areNearDuplicates(one, bare(other.title), 0.99)).toBe(false);
  });

  it("are near-duplicates from 0.95 when they share almost all words", () => {
    const shortened = { ...other, abstract: "We train a large model on very much text and find that it does." };
    expect(areNearDuplicates(one, other, 0.95)).toBe(true);
    expect(areNearDuplicates(one, other, 0.94)).toBe(false);
    expect(areNearDuplicates(one, shortened, 0.965)).toBe(true);
    expect(areNearDuplicates(one, shortened, 0.964)).toBe(false);
  });

  it("are near-duplicates when they share the abstract and an author", () => {
    const renamed = paper("Compact networks by sampling weights");
    expect(areNearDuplicates(one, renamed, 0.97)).toBe(true);
    expect(areNearDuplicates({ ...one, authors: [] }, renamed, 0.97)).toBe(false);
  });

  it("are not near-duplicates when two titles have the same abstract by mistake", () => {
    const mistaken = paper("Learning with Product Units", { authors: ["Charles Babbage"] });
    expect(areNearDuplicates(one, mistaken, 0.98)).toBe(false);
  });
});

describe("parts and years of a series", () => {
  it.each([
    ["Motion planning in urban environments: Part I", "Motion planning in urban environments: Part II"],
    ["Collision avoidance: two-dimensional case", "Collision avoidance: three-dimensional case"],
    ["The 2019 report of the challenge on parsing", "The 2020 report of the challenge on parsing"],
    ["The ChaLearn challenge, third round", "The ChaLearn challenge"],
  ])("are not near-duplicates: %s, %s", (one, other) => {
    expect(areNearDuplicates(paper(one), paper(other), 0.999)).toBe(false);
  });
});
