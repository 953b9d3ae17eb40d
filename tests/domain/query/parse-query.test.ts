import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../src/domain/search/query/parse-query.js";
import { printQuery } from "../../support/print-query.js";

const read = (typed: string) => printQuery(parseQuery(typed));

describe("the syntax of the query box", () => {
  it("separates phrases, exclusions, names and years from the words to rank by", () => {
    const typed =
      'graph "neural network" -survey -"point cloud" author:"Ada Lovelace" author:noether venue:icml category:cs.LG year:2019..2021 speed';
    expect(read(typed)).toEqual([
      "graph neural network speed",
      'phrase: "neural network"',
      "exclusion: NOT survey",
      'exclusion: NOT "point cloud"',
      "author: author=Ada Lovelace",
      "author: author=noether",
      "venue: venue=icml",
      "category: category=cs.LG",
      "year: 2019..2021",
    ]);
  });

  it.each([
    ["kelp NOT algae", ["kelp", "exclusion: NOT algae"]],
    ["kelp AND NOT algae", ["kelp", "word: kelp", "exclusion: NOT algae"]],
    ["kelp AND algae", ["kelp algae", "word: kelp", "word: algae"]],
    ["kelp && algae", ["kelp algae", "word: kelp", "word: algae"]],
    ["kelp OR algae", ["kelp algae", "any: (kelp | algae)"]],
    ["kelp | algae || moss", ["kelp algae moss", "any: (kelp | algae | moss)"]],
    ["brown kelp OR red algae", ["brown kelp red algae", "any: (brown kelp | red algae)"]],
    ["kelp OR algae AND reef", ["kelp algae reef", "any: (kelp | (algae & reef))"]],
    ["(kelp OR algae) AND reef", ["kelp algae reef", "any: (kelp | algae)", "word: reef"]],
    ["reef (kelp OR algae)", ["reef kelp algae", "any: (kelp | algae)"]],
    ["reef (kelp AND algae)", ["reef kelp algae", "word: kelp", "word: algae"]],
    ["reef NOT (kelp OR algae)", ["reef", "exclusion: NOT (kelp | algae)"]],
    ["reef -(kelp algae)", ["reef", "exclusion: NOT kelp algae"]],
    ["reef NOT brown kelp", ["reef", "exclusion: NOT brown kelp"]],
    ['"sea grass" OR -kelp', ["sea grass", 'any: ("sea grass" | NOT kelp)']],
    ["((kelp OR (moss AND fern)))", ["kelp moss fern", "any: (kelp | (moss & fern))"]],
    ["reef +kelp", ["reef kelp", "word: kelp"]],
    ['+"sea grass" reef', ["sea grass reef", 'phrase: "sea grass"']],
    ["neuro* reef", ["reef", "prefix: neuro*"]],
    ["(year:2017 OR author:noether) reef", ["reef", "any: (2017..2017 | author=noether)"]],
  ])("reads operators: %s", (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it.each([
    ["title:kelp", ["kelp", "title: title=kelp"]],
    ["title:(kelp OR moss) reef", ["kelp moss reef", "any: (title=kelp | title=moss)"]],
    ["title:(kelp moss)", ["kelp moss", "title: title=kelp moss"]],
    ['intitle:"sea grass"', ["sea grass", 'title: title="sea grass"']],
    ["ti:kelp abs:moss", ["kelp moss", "title: title=kelp", "abstract: abstract=moss"]],
    ["keyword:robots kw:legs*", ["robots", "keyword: keyword=robots", "keyword: keyword=legs*"]],
    [
      "title: on the kelp of reefs year:2020",
      ["on the kelp of reefs", "title: title=on the kelp of reefs", "year: 2020..2020"],
    ],
    ["all:kelp", ["kelp", "word: kelp"]],
    [
      "au:noether cat:cs.LG jr:nature",
      ["", "author: author=noether", "category: category=cs.LG", "venue: venue=nature"],
    ],
    ["Authors:noether JOURNAL:nature", ["", "author: author=noether", "venue: venue=nature"]],
    ["AU=noether PY=2019", ["", "author: author=noether", "year: 2019..2019"]],
    ["kelp[ti] noether[au]", ["kelp", "title: title=kelp", "author: author=noether"]],
    ["author:(emmy noether)", ["", "author: author=emmy noether"]],
    ["author:(noether OR lovelace)", ["", "any: (author=noether | author=lovelace)"]],
    ["year:(2017 OR 2019)", ["", "any: (2017..2017 | 2019..2019)"]],
    [
      "-author:noether -venue:nature -year:2017",
      ["", "exclusion: NOT author=noether", "exclusion: NOT venue=nature", "exclusion: NOT 2017..2017"],
    ],
    ["NOT author:noether", ["", "exclusion: NOT author=noether"]],
    ["id:kelp-7 doi:10.1000/182 arxiv:2301.01234", ["", "id: kelp-7", "id: 10.1000/182", "id: 2301.01234"]],
    ["doi: 10.1000/182 reef", ["reef", "id: 10.1000/182"]],
  ])("reads fields: %s", (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it("offers the words after a name, which may belong to it", () => {
    const { openNames } = parseQuery("author: emmy noether rings venue: annals");
    expect(openNames).toEqual([{ field: "author", words: ["emmy", "noether", "rings"] }]);
    expect(printQuery(parseQuery("author: emmy noether rings", [2]))).toEqual(["rings", "author: author=emmy noether"]);
    expect(printQuery(parseQuery("author:emmy rings"))).toEqual(["rings", "author: author=emmy"]);
    expect(parseQuery("venue:nature rings").openNames).toEqual([]);
  });

  it.each([
    "state-of-the-art image-to-image models",
    'an unpaired "quote',
    "(an unclosed bracket",
    "no bracket) opened",
    "a - lone minus and --two, a + lone plus",
    '"" and "…" hold no word',
    "author: ",
    "5\"-wafers and O'Neil",
    'a"b"c',
    "kelp and algae or moss, not reef",
    "AND kelp OR",
    "NOT",
    "One size does NOT fit all",
    "A* search and RRT* in SE(3) with C++",
    "autoencoders (VAE) for images",
    "GPT-4: a report",
    "Part II: the reef",
    "see https://example.org/a:b",
    "MASK-AND-PREDICT NETWORKS AND THE SHAPE OF REEFS",
    "year:soon year:20 year:.. year:20202021 date:2021-13",
    "Text: a survey",
    "()",
  ])("treats anything else as text: %s", (typed) => {
    expect(read(typed)).toEqual([typed.trim()]);
  });

  it("recognizes typographic quotes, and phrases in brackets", () => {
    expect(read("(“few shot” learning)")).toEqual(["few shot learning", 'phrase: "few shot"']);
    expect(read("«few shot»")).toEqual(["few shot", 'phrase: "few shot"']);
  });

  it("gives the range of each part in the query", () => {
    const typed = 'reef NOT brown kelp author: emmy noether title:(a OR b) "sea grass" -(x y)';
    const shown = parseQuery(typed, [2]).parts.map(({ range }) => typed.slice(...range));
    expect(shown).toEqual(["NOT brown kelp", "author: emmy noether", "title:(a OR b)", '"sea grass"', "-(x y)"]);
  });
});

describe("words that look like a field or an operator", () => {
  it.each([
    ["venu:icml", ["unknown_field", "venue:"]],
    ["autor: noether", ["unknown_field", "author:"]],
    ["language:de", ["unknown_field", "language:"]],
    ["kelp NEAR/3 moss", ["unknown_syntax", "NEAR/3"]],
    ["behavio*r", ["unknown_syntax", "behavio*r"]],
    ["wom?n", ["unknown_syntax", "wom?n"]],
    ['"sea grass"~3', ["unknown_syntax", "~3"]],
    ["kelp^2", ["unknown_syntax", "kelp^2"]],
  ])("are said to be unknown: %s", (typed, [code, part]) => {
    const { notices } = parseQuery(typed);
    expect(notices).toMatchObject([{ code }]);
    expect(notices[0]!.detail).toContain(part);
  });

  it.each([
    "https://example.org",
    "BERT-INT:A model",
    "Introspection:Accelerating",
    "Part II: x",
    "what is this?",
    "TS:x",
  ])("are not mentioned: %s", (typed) => {
    expect(parseQuery(typed).notices).toEqual([]);
  });
});

describe("any query", () => {
  const pieces = fc.constantFrom(
    ...'AND OR NOT ( ) " - + author: title: year: 2017 .. > kelp * [ti] “ moss id: date:2024-03 | : x'.split(" "),
    " ",
  );
  const anyQuery = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
  );

  it("is read without an error, with no invented word and with ranges in its bounds", () => {
    fc.assert(
      fc.property(anyQuery, (typed) => {
        const { text, parts, ranked } = parseQuery(typed);
        for (const word of text.split(" ")) expect(typed).toContain(word);
        for (const { range } of [...parts, ...ranked]) {
          expect(0 <= range[0] && range[0] < range[1] && range[1] <= typed.length).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is covered by its text, its parts, and signs", () => {
    fc.assert(
      fc.property(anyQuery, (typed) => {
        const { text, parts } = parseQuery(typed);
        let rest = typed;
        for (const { range } of parts)
          rest = rest.slice(0, range[0]) + " ".repeat(range[1] - range[0]) + rest.slice(range[1]);
        for (const word of rest.match(/kelp|moss/g) ?? []) expect(text).toContain(word);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    "(",
    ")",
    '"a" ',
    "-a ",
    "NOT ",
    "a AND ",
    "a OR (",
    "author:a ",
    '"',
    "year:2017..",
    "[ti",
    "a(",
    "-(",
    "title: a ",
    "+",
    "a* ",
  ])("is read in time that grows with its length: many of %s", (piece) => {
    const cpuOf = (length: number) => {
      const typed = piece.repeat(length / piece.length);
      const start = process.cpuUsage();
      parseQuery(typed);
      return process.cpuUsage(start).user;
    };
    const measure = (length: number) => Math.min(cpuOf(length), cpuOf(length), cpuOf(length));
    const base = measure(5_000);
    // Quadratic time is 16 times that of a quarter.
    expect(measure(20_000)).toBeLessThan(9 * Math.max(base, 10_000));
  });
});
