import { describe, expect, it } from "vitest";
import { deriveHashId } from "../../src/domain/paper/clean-paper.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import { mergeRecords } from "../../src/domain/records/merge-records.js";
import { areSamePaper, placeRecord } from "../../src/domain/records/place-record.js";
import { type Trust, trustAll, trustLevels } from "../../src/domain/records/trust.js";

const stored: Paper = {
  id: "mine:1",
  title: "On $L_2$ hives",
  abstract: "All {\\em bees} have $\\alpha$ honey, and some have wax as well.",
  authors: ["Ada van den Berg", "Bo Two*", "J\\'ose Three", "Hive Team"],
  year: 2019,
  venue: "ICRA",
  categories: [],
  keywords: ["Fair $k$-hives", "wax,"],
};

/** As a program gives it back. */
const restated: Paper = {
  ...stored,
  id: "sha256:1",
  title: "On L₂ hives",
  abstract: "All bees have α honey, and some have wax as well.",
  authors: ["Ada van den Berg", "Bo Two", "Jóse Three", "Hive Team"],
  authorNames: [
    { family: "Berg", given: "Ada", particle: "van den" },
    { family: "Two", given: "Bo" },
    { family: "Three", given: "Jóse" },
    { literal: "Hive Team" },
  ],
  type: "paper-conference",
  keywords: ["Fair k-hives", "wax"],
};

const merge = (kept: Paper, paper: Paper, trust: Trust = trustLevels.library) =>
  mergeRecords({ paper: kept, trust: trustAll(trust) }, { paper, trust: trustLevels.library }).paper;

describe("A record that restates a stored paper", () => {
  it("changes nothing, from a poorer source or an equal one", () => {
    expect(merge(stored, restated, trustLevels.own)).toEqual(stored);
    expect(merge(stored, restated)).toEqual(stored);
  });

  it("adds no address that restates the DOI or the address with encoded signs", () => {
    const kept = { ...stored, doi: "10.1000/1(2)3<4:a[5]>2.0.co;2" };
    const url = "https://doi.org/10.1000/1(2)3%3C4:a%5B5%5D%3E2.0.co;2";
    expect(merge(kept, { ...kept, url })).toEqual(kept);
    const addressed = { ...stored, url: "https://example.org/a|b" };
    expect(merge(addressed, { ...addressed, url: "https://example.org/a%7Cb" })).toEqual(addressed);
  });

  it("adds the parts of names that the stored names do not show", () => {
    const authorNames = [...restated.authorNames!];
    authorNames[1] = { family: "Bo Two" };
    expect(merge(stored, { ...restated, authors: stored.authors, authorNames }).authorNames).toHaveLength(4);
  });

  it("leaves two authors of one family name and initial where they are", () => {
    const authors = ["Yuri Oshi-Tane", "Yoshi Tane", "Ann Tane, Bo Lee"];
    const authorNames = [
      { family: "Oshi-Tane", given: "Yuri" },
      { family: "Tane", given: "Yoshi" },
      { family: "Ann Tane", given: "Bo Lee" },
    ];
    const kept = { ...stored, authors };
    const names = [...authors.slice(0, 2), "Bo Lee Ann Tane"];
    expect(merge(kept, { ...restated, authors: names, authorNames }, trustLevels.own)).toEqual(kept);
  });

  it("is found by title and first author, with or without markup", () => {
    expect(areSamePaper(stored, restated)).toBe(true);
    const odd = { ...stored, authors: ["Santo T.y.s"] };
    expect(areSamePaper(odd, { ...odd, authorNames: [{ family: "T.y.s", given: "Santo" }] })).toBe(true);
  });

  it("is found by the words of its authors, which stay as they are, however a program divides them", () => {
    const kept: Paper = { ...stored, authors: ["Vance, A., Liu, B. and Okoro, D."] };
    const divided = { ...stored, id: "sha256:2", authors: ["Vance, A., Liu, B.", "D. Okoro"] };
    delete kept.abstract;
    expect(areSamePaper(kept, divided)).toBe(true);
    expect(areSamePaper(kept, { ...divided, authors: ["B. Liu", "D. Okoro"] })).toBe(false);
    expect(merge(kept, divided).authors).toEqual(kept.authors);
  });

  it("is found by its abstract, where its authors are not read as persons", () => {
    expect(areSamePaper({ ...stored, authors: ["K. One and D. Two"] }, { ...restated, authors: ["K. One"] })).toBe(
      true,
    );
    expect(areSamePaper({ ...stored, authors: ["Anonymous"] }, { ...restated, authors: [] })).toBe(true);
    expect(areSamePaper(stored, { ...stored, authors: ["Cy Other"], abstract: "Another text." })).toBe(false);
  });

  it("is found by its venue, if neither has authors or an abstract", () => {
    const bare: Paper = { ...stored, authors: [] };
    delete bare.abstract;
    expect(areSamePaper(bare, { ...bare, id: "other" })).toBe(true);
    expect(areSamePaper({ ...bare, authors: ["[Anonymous]"] }, bare)).toBe(true);
    expect(areSamePaper(bare, { ...bare, authors: ["Ada Vance"] })).toBe(false);
    expect(areSamePaper(bare, { ...bare, id: "other", venue: "IROS" })).toBe(false);
  });
});

describe("Two records with one title, first author and year", () => {
  const plain = (fields: Partial<Paper>): Paper => {
    const paper = { ...base, ...fields };
    return { ...paper, id: deriveHashId(paper) };
  };
  const base: Paper = {
    id: "sha256:1",
    title: "Cogs",
    authors: ["Ada Vance"],
    year: 2020,
    categories: [],
    keywords: [],
  };
  const cats = "Cats sleep for most of the day, and hunt in the evening.";
  const tax = "A tax on salt was the first that all villages had to pay.";

  it.each<[Partial<Paper>, Partial<Paper>]>([
    [{ title: "Programming in C++" }, { title: "Programming in C#" }],
    [{ title: "Programming in C++" }, { title: "Programming in C" }],
    [{ title: "Cogs at -5 degrees" }, { title: "Cogs at 5 degrees" }],
    [{ title: "Google+" }, { title: "Google" }],
    [{ title: "???" }, { title: "!!!" }],
    [
      { title: "Editorial", venue: "Acta Cogs" },
      { title: "Editorial", venue: "Tax Review" },
    ],
    [
      { title: "Letter to the editor", abstract: cats },
      { title: "Letter to the Editor", abstract: tax },
    ],
    [
      { title: "Cogs of time", abstract: cats, venue: "Acta Cogs" },
      { title: "Cogs of time", abstract: tax, venue: "Tax Review" },
    ],
    [
      { title: "Foreword", authors: [], venue: "Book A", abstract: cats },
      { title: "Foreword", authors: [], venue: "Tax law", abstract: tax },
    ],
  ])("are two papers: %j and %j", (one, other) => {
    expect(areSamePaper(plain(one), plain(other))).toBe(false);
    const known = { paper: plain(one) };
    const placement = placeRecord({ paper: plain(other), isNamed: false, trust: trustLevels.library }, [known]);
    expect(placement.same).toBeUndefined();
    expect(placement.id).not.toBe(known.paper.id);
  });

  it.each<[Partial<Paper>, Partial<Paper>]>([
    [{ title: "Programming in C++" }, { title: "Programming in {C++}" }],
    [{ title: "Cogs for REDD+" }, { title: "Cogs for REDD" }],
    [{ title: "Covid-19 cogs" }, { title: "Covid -19 cogs" }],
    [
      { title: "Editorial", venue: "J. Cogs" },
      { title: "Editorial", venue: "Journal of Cogs" },
    ],
    [
      { title: "Editorial", abstract: cats.slice(0, 30) },
      { title: "Editorial", abstract: cats },
    ],
    [
      { title: "A long title about cogs", venue: "Acta Cogs" },
      { title: "A long title about cogs", venue: "Proc. 3" },
    ],
    [
      { title: "Foreword", authors: [], venue: "Book A" },
      { title: "Foreword", authors: [], venue: "Book A" },
    ],
  ])("are one paper: %j and %j", (one, other) => {
    expect(areSamePaper(plain(one), plain(other))).toBe(true);
  });
});
