import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../src/domain/search/query-syntax.js";

const plain = { phrases: [], excluded: [], names: { author: [], venue: [], category: [] }, years: {} };

describe("the syntax of the query box", () => {
  it("extracts phrases, exclusions, names and years, and ranks by the words of phrases too", () => {
    const typed =
      'graph "neural network" -survey -"point cloud" author:"Ada Lovelace" author:noether venue:icml category:cs.LG year:2019..2021 speed';
    expect(parseQuery(typed)).toEqual({
      text: "graph neural network speed",
      phrases: ["neural network"],
      excluded: [
        { text: "survey", isPhrase: false },
        { text: "point cloud", isPhrase: true },
      ],
      names: { author: ["Ada Lovelace", "noether"], venue: ["icml"], category: ["cs.LG"] },
      years: { yearFrom: 2019, yearTo: 2021 },
    });
  });

  it.each([
    ["year:2020", { yearFrom: 2020, yearTo: 2020 }],
    ["year:2020..", { yearFrom: 2020 }],
    ["year:..2020", { yearTo: 2020 }],
    ["Year:2019..2020", { yearFrom: 2019, yearTo: 2020 }],
  ])("reads %s", (typed, years) => {
    expect(parseQuery(`${typed} robots`)).toEqual({ ...plain, text: "robots", years });
  });

  it.each([
    "state-of-the-art image-to-image models",
    "title: an unknown field",
    "year:soon year:20 year:.. year:20202021",
    'an unpaired "quote',
    "a - lone minus and --two",
    '"" and "…" hold no word',
    "author: nobody",
    "5\"-wafers and O'Neil",
    'a"b"c',
    "language:de",
  ])("treats anything else as text: %s", (typed) => {
    expect(parseQuery(typed)).toEqual({ ...plain, text: typed });
  });

  it("recognizes typographic quotes and brackets", () => {
    expect(parseQuery("(“few shot” learning)")).toMatchObject({ phrases: ["few shot"] });
  });

  it("may leave no words", () => {
    expect(parseQuery("author:hinton year:2012")).toMatchObject({ text: "", years: { yearFrom: 2012, yearTo: 2012 } });
    expect(parseQuery("-robots")).toMatchObject({ text: "", excluded: [{ text: "robots" }] });
  });

  it("never throws and never invents words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (typed) => {
        const words = parseQuery(typed)
          .text.split(" ")
          .filter((word) => word !== "");
        for (const word of words) expect(typed).toContain(word);
      }),
    );
  });
});
