import { describe, expect, it } from "vitest";
import { parseArxivId } from "../../../src/domain/paper/id.js";
import { readSource } from "../../support/read-source.js";

const read = async (items: unknown, options = {}) => {
  const source = await readSource(typeof items === "string" ? items : JSON.stringify(items), options);
  expect(source.format).toBe("csl-json");
  return source.papers;
};
const readOne = async (item: object) => (await read([{ id: "ITEM-1", title: "T", DOI: "10.1000/t", ...item }]))[0];

const tides = {
  id: "ITEM-1",
  type: "article-journal",
  title: "Tides in <i>narrow</i> bays",
  author: [
    { family: "Berg", given: "Ada", "non-dropping-particle": "van den" },
    { literal: "Bay Survey Group" },
    { family: "Ito", given: "Ken", suffix: "Jr." },
  ],
  issued: { "date-parts": [[2018, "4", 9]] },
  "container-title": "Coastal Letters",
  DOI: "https://doi.org/10.1000/Tides.1",
  URL: "https://example.org/tides",
  abstract: "<jats:p>Tides rise.</jats:p>",
  keyword: "tides, bays, models",
};

describe("CSL-JSON", () => {
  it("is read with all that it says, without its id", async () => {
    expect(await read([tides])).toEqual([
      {
        title: "Tides in narrow bays",
        abstract: "Tides rise.",
        authors: ["Ada van den Berg", "Bay Survey Group", "Ken Ito Jr."],
        authorNames: [
          { family: "Berg", given: "Ada", particle: "van den" },
          { literal: "Bay Survey Group" },
          { family: "Ito", given: "Ken", suffix: "Jr." },
        ],
        year: 2018,
        date: "2018-04-09",
        venue: "Coastal Letters",
        type: "article-journal",
        keywords: ["tides", "bays", "models"],
        categories: [],
        doi: "10.1000/tides.1",
        url: "https://example.org/tides",
      },
    ]);
  });

  it.each([
    ["an array", JSON.stringify([tides, tides])],
    ["an array over several lines", JSON.stringify([tides, tides], null, 2)],
    ["the list of an object", JSON.stringify({ items: [tides, tides] })],
    ["a line for each item", `${JSON.stringify(tides)}\n${JSON.stringify(tides)}\n`],
    ["objects over several lines", `${JSON.stringify(tides, null, 2)}\n${JSON.stringify(tides, null, 2)}\n`],
    [
      "keys in another order",
      JSON.stringify([tides, tides].map((one) => Object.fromEntries(Object.entries(one).toReversed()))),
    ],
  ])("is recognised as %s", async (_what, text) => expect(await read(text)).toHaveLength(2));

  it.each([
    { title: "T", author: [{ family: "Ito" }] },
    { title: "T", editor: [{ literal: "A group" }] },
    { id: "x", type: "book", title: "T" },
    { title: "T", issued: { raw: "2001" } },
    { title: "T", "container-title": "J" },
    { title: "T", "citation-key": "ito2001" },
    { title: "T", DOI: "10.1000/x", URL: "https://example.org" },
  ])("is recognised by its fields: %j", async (item) => expect(await read([item])).toMatchObject([{ title: "T" }]));

  it.each([
    { id: "x", type: "book", title: "T", authors: ["A"] },
    { title: "T", authors: [], type: "article-journal", doi: "10.1000/x" },
    { id: "x", title: "T" },
    { title: "T", abstract: 'a "container-title": and {"family":"x"}' },
  ])("is not taken for our own JSON: %j", async (paper) =>
    expect(await readSource(JSON.stringify([paper]))).toMatchObject({ format: "json", papers: [paper] }),
  );

  it.each([
    [{ "date-parts": [[2019, 5]] }, { year: 2019, date: "2019-05" }],
    [{ "date-parts": [["2019", "05", "31"], [2020]] }, { year: 2019, date: "2019-05-31" }],
    [{ "date-parts": [[2019, 14]] }, { year: 2019 }],
    [{ "date-parts": [[2019]], season: "2" }, { year: 2019 }],
    [{ raw: "2019-5-3" }, { year: 2019, date: "2019-05-03" }],
    [{ raw: "spring 2019" }, { year: 2019 }],
    [{ literal: "circa 1890" }, { year: 1890 }],
    [{ raw: "January 1, 2013" }, { year: 2013, date: "2013-01-01" }],
    [{ "date-parts": [[-2012, 3]] }, {}],
    [
      { year: 2012, month: 3 },
      { year: 2012, date: "2012-03" },
    ],
    [[{ year: "2012" }], { year: 2012 }],
    ["2019-05-01", { year: 2019, date: "2019-05-01" }],
    [2019, { year: 2019 }],
    [{ "date-parts": [[null]] }, {}],
    [{ "date-parts": [[]] }, {}],
    [{}, {}],
  ])("reads the date %j", async (issued, expected) => {
    const { year, date } = (await readOne({ issued })) ?? {};
    expect({ year, date }).toEqual({ year: undefined, date: undefined, ...expected });
  });

  it.each([
    [{ family: "Gogh", given: "Vincent", "non-dropping-particle": "van" }, "Vincent van Gogh"],
    [
      { family: "Fontaine", given: "Jean", "dropping-particle": "de", "non-dropping-particle": "La" },
      "Jean de La Fontaine",
    ],
    [{ family: "van der Berg", given: "Jan", "parse-names": true }, "Jan van der Berg"],
    [{ family: "Plato" }, "Plato"],
    [{ given: "Plato" }, "Plato"],
    [{ literal: "Bay, Survey and Group" }, "Bay, Survey and Group"],
    ["Ito, Ken", "Ken Ito"],
  ])("reads the name %j", async (name, expected) => {
    expect((await readOne({ author: [name, { family: "others" }, {}] }))?.authors).toEqual([expected]);
  });

  it("finds arXiv ids where Zotero puts them, not in other text of a note", async () => {
    const ids = [
      { number: "arXiv:2001.00001", publisher: "arXiv" },
      { archive: "arXiv", archive_location: "2001.00001v2" },
      { note: "Cited often.\narXiv:2001.00001 [cs.CL]\nread: yes" },
      { URL: "http://arxiv.org/abs/2001.00001" },
      { "container-title": "arXiv:2001.00001 [cs]" },
      { note: "A comment on arXiv:2001.00001" },
      { number: "2001.00001", publisher: "A press" },
    ];
    const papers = await Promise.all(ids.map(readOne));
    expect(papers.map((paper) => parseArxivId(paper?.arxivId ?? "")?.id)).toEqual([
      "2001.00001",
      "2001.00001",
      "2001.00001",
      "2001.00001",
      "2001.00001",
      undefined,
      undefined,
    ]);
    expect(await readOne({ DOI: undefined, URL: "x", note: "DOI: 10.1000/Note" })).toMatchObject({
      doi: "10.1000/note",
    });
  });

  it("of a volume without authors names its editors", async () => {
    expect(await readOne({ type: "book", editor: [{ family: "Ito", given: "Ken" }] })).toMatchObject({
      authors: ["Ken Ito"],
    });
  });

  it("with an item of another shape reads the others", async () => {
    const { records } = await readSource(JSON.stringify([tides, "text", null, { ...tides, author: 5, keyword: {} }]));
    expect(records.map((record) => "reason" in record)).toEqual([false, true, true, false]);
  });
});
