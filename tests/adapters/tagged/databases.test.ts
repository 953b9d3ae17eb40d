import { describe, expect, it } from "vitest";
import { ovid, pubmed, refer, refWorks, webOfScience } from "../../support/tagged-texts.js";
import { readSource } from "../../support/read-source.js";

const read = async (text: string) => (await readSource(text)).papers;

describe("MEDLINE", () => {
  it("is read with full names, MeSH headings, and the exact date in the year of the issue", async () => {
    const [first, second] = await read(pubmed);
    expect(first).toEqual({
      title: "Pollen in the air of coastal towns: a survey of two summers",
      abstract: "BACKGROUND: Pollen travels. METHODS: We counted it on forty roofs.",
      authors: ["Anna B van der Meer", "Chidi Okoye Jr", "Coastal Air Group"],
      authorNames: [
        { family: "Meer", given: "Anna B", particle: "van der" },
        { family: "Okoye", given: "Chidi", suffix: "Jr" },
        { literal: "Coastal Air Group" },
      ],
      year: 2019,
      date: "2019-04-21",
      venue: "Air journal",
      type: "article-journal",
      keywords: ["counting", "pollen", "Air Pollution", "Humans"],
      doi: "10.1000/pollen.12",
      arxivId: undefined,
      url: "https://pubmed.ncbi.nlm.nih.gov/30000001/",
    });
    // A comment on another work has that work's DOI.
    expect(second).toMatchObject({
      id: "pmid:30000002",
      title: "Roofs of the coast",
      authors: ["M Silva"],
      year: 1988,
      doi: undefined,
    });
  });

  it("is read as Ovid writes it, with degrees behind names and the journal in the source", async () => {
    expect(await read(ovid)).toMatchObject([
      {
        title: "Waiting for rain: A diary",
        authors: ["Meera Rao", "Tom Bell"],
        venue: "Journal of Patience",
        year: 2015,
        date: "2015-09",
        doi: "10.1000/rain",
        keywords: ["waiting", "rain", "diaries", "hope", "Patience"],
      },
      { title: "Second diary", year: 2016 },
    ]);
  });

  it.each([
    ["Journal of X. 12(3):1-9, 2015 Mar.", "Journal of X"],
    ["Journal of X June 2015;58(6):688-696", "Journal of X"],
    ["Journal of X January/February 2015;5(1):3", "Journal of X"],
    ["Rao, Meera [Ed]. (2012). Rain in practice: A guide. (pp. 11-31). Shore Press.", "Rain in practice: A guide"],
    ["Rao, Meera [Editor, Reprint Author]. Methods of rain.:359-370", "Methods of rain"],
  ])("takes the venue from a source: %j", async (source, venue) => {
    expect(await read(`VN  - Ovid Technologies\nTI  - T\nSO  - ${source}\n`)).toMatchObject([{ title: "T", venue }]);
  });

  it("is read without numbers of PubMed: references end at blank lines", async () => {
    const text =
      "\nOWN - ERIC\nTI  - A\nAU  - Bell, Tom\nAID - http://dx.doi.org/10.1000/a\nLID - http://eric.example.org/1\n\nOWN - ERIC\nTI  - B\n\nTI  - C\n";
    expect(await read(text)).toMatchObject([
      { title: "A", authors: ["Tom Bell"], doi: "10.1000/a", url: "http://eric.example.org/1" },
      { title: "B" },
      { title: "C" },
    ]);
  });

  it("names preprints, chapters of books and editors", async () => {
    const text = [
      "PMID- 1\nTI  - P\nJT  - ArXiv\nPT  - Preprint\nAID - arXiv:2001.00001v2 [pii]\n",
      "PMID- 2\nTI  - C\nBTI - The book\nPT  - Book Chapter\nFED - Bell, Tom\nED  - Bell T\n",
      "PMID- 3\nBTI - The book\nPT  - Book\nDP  - 2009\n",
      "PMID- 4\nTI  - [Not Available].\nTT  - Chuva.\nOAB - Abstract in another language.\n",
    ].join("\n");
    expect(await read(text)).toMatchObject([
      { title: "P", type: "article", arxivId: "arXiv:2001.00001v2" },
      { title: "C", type: "chapter", venue: "The book", authors: ["Tom Bell"] },
      { title: "The book", type: "book", year: 2009, venue: "" },
      { title: "Chuva", abstract: "Abstract in another language.", id: "pmid:4" },
    ]);
  });
});

describe("Web of Science", () => {
  it("is read with full names, groups, all keywords and the date of the year", async () => {
    expect(await read(webOfScience)).toEqual([
      {
        title: "Lichens on northern roofs: growth and decline",
        abstract: "Lichens grow slowly. CO2 was measured.",
        authors: ["Eva Lindqvist", "Ji-woo Park", "Northern Lichen Consortium"],
        authorNames: [
          { family: "Lindqvist", given: "Eva" },
          { family: "Park", given: "Ji-woo" },
          { literal: "Northern Lichen Consortium" },
        ],
        year: 2018,
        date: "2018-06-13",
        venue: "ROOF ECOLOGY",
        type: "article-journal",
        keywords: ["lichen", "roof slates", "moss", "GROWTH"],
        doi: "10.1000/lichen",
        arxivId: undefined,
      },
      expect.objectContaining({
        authors: ["L ORTEGA"],
        venue: "PROCEEDINGS OF THE SLATE CONFERENCE",
        type: "paper-conference",
        year: 2011,
      }),
    ]);
  });

  it("is read without its first lines, without ER, and where lines are not indented", async () => {
    const text =
      "PT J\nAU Holm, I (holm@example.org)\nCosta, R\nTI Tides of\nthe bay\nPY 2011\n\nPT J\nTI Second\nSO BAYS\nPD 2011\nEF\n";
    expect(await read(text)).toMatchObject([
      { title: "Tides of the bay", authors: ["I Holm", "R Costa"], year: 2011 },
      { title: "Second", venue: "BAYS", year: 2011 },
    ]);
  });

  it("takes editors, the year of early access, and the conference where nothing else is known", async () => {
    const text =
      "FN ISI Export Format\nVR 1.0\nPT B\nBE Holm, I\n   Costa, R\nTI The bay\nSO The bay\nSE Books of the sea\nEA DEC 2020\nER\n\nPT C\nTI T\nCT Bay Conference\nER\nEF\n";
    expect(await read(text)).toMatchObject([
      {
        title: "The bay",
        authors: ["I Holm", "R Costa"],
        year: 2020,
        date: "2020-12",
        type: "book",
        venue: "Books of the sea",
      },
      { title: "T", venue: "Bay Conference" },
    ]);
  });
});

describe("Refer", () => {
  it("is read with blank lines in an abstract, a keyword a line, and editors", async () => {
    expect(await read(refer)).toEqual([
      {
        title: "On counting boats",
        abstract: "We counted boats. The fog did not help.",
        authors: ["Siri Haugen", "Pablo Diaz"],
        authorNames: [
          { family: "Haugen", given: "Siri" },
          { family: "Diaz", given: "Pablo" },
        ],
        year: 2009,
        date: "2009-03-03",
        venue: "Harbour Studies",
        type: "article-journal",
        keywords: ["boats", "harbours"],
        doi: "10.1000/boats",
        arxivId: undefined,
        url: "https://example.org/boats",
      },
      expect.objectContaining({ authors: ["R. Quist"], venue: "Counting Days", type: "paper-conference" }),
    ]);
  });

  it("is read without types, where a blank line ends a reference, and with the type in the middle", async () => {
    expect(await read("%A Holm, I\n%T A\n%D 2001\n\n%T B\n%A Holm, I\n%D 2002\n")).toMatchObject([
      { title: "A", year: 2001 },
      { title: "B", year: 2002 },
    ]);
    expect(
      await read("%T A\n%0 Journal Article\n%A Holm, I\n\n%T B\n%0 Thesis\n%A Holm, I\n%I Shore University\n"),
    ).toMatchObject([
      { title: "A", type: "article-journal" },
      { title: "B", type: "thesis", venue: "Shore University" },
    ]);
  });

  it("is read as ADS writes it", async () => {
    const text =
      "%R 2001Bays..123...45H\n%T Tides\n%A Holm, Ida; Costa, Rui\n%F AA(Shore), AB(Sea\nand sand)\n%J Bays\n%D 04/2001\n%B Tides rise.\n%U https://ads.example.org/abs/1\n%Y DOI: 10.1000/tides\n\n\n%R 2002Bays..124...46H\n%T More tides\n%B Not Available <P />\n";
    expect(await read(text)).toMatchObject([
      {
        title: "Tides",
        authors: ["Ida Holm", "Rui Costa"],
        venue: "Bays",
        date: "2001-04",
        abstract: "Tides rise.",
        doi: "10.1000/tides",
      },
      { title: "More tides", abstract: "", venue: "" },
    ]);
  });
});

it("RefWorks' export is read", async () => {
  expect(await read(refWorks)).toMatchObject([
    {
      title: "Bells of small villages",
      authors: ["Jana Novak", "Karl Weiss"],
      year: 2003,
      date: "2003-02",
      venue: "Journal of Bells",
      keywords: ["bells", "villages"],
      doi: "10.1000/bells",
      url: "https://example.org/bells",
      type: "article-journal",
    },
    { title: "A chapter on bells", venue: "The book of sound", type: "chapter" },
  ]);
});
