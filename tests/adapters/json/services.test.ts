import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const read = async (format: string, content: unknown) => {
  const source = await readSource(JSON.stringify(content));
  expect(source.format).toBe(format);
  return source.papers;
};

describe("INSPIRE", () => {
  const metadata = {
    control_number: 12,
    document_type: ["conference paper"],
    titles: [{ title: "Dark jets", subtitle: "A search" }],
    abstracts: [{ value: "We search.", source: "arXiv" }],
    authors: [
      { full_name: "Ortega, Mira" },
      { full_name: "Smith, John, Jr.", inspire_roles: ["author"] },
      { full_name: "Ito, Ken", inspire_roles: ["editor"] },
    ],
    collaborations: [{ value: "DEEP" }],
    arxiv_eprints: [{ value: "1801.00002", categories: ["hep-ex", "hep-ph"] }],
    dois: [
      { value: "10.1000/err", material: "erratum" },
      { value: "10.1000/jets", material: "publication" },
    ],
    publication_info: [{ journal_title: "Jet Lett.", year: 2019 }],
    earliest_date: "2018-01-01",
    keywords: [{ value: "jet" }, { value: "12.38.-t", schema: "PACS" }],
    inspire_categories: [{ term: "Experiment-HEP" }],
  };

  it("is read with all that it says", async () => {
    const paper = {
      title: "Dark jets: A search",
      abstract: "We search.",
      authors: ["Mira Ortega", "John Smith Jr."],
      authorNames: [
        { family: "Ortega", given: "Mira" },
        { family: "Smith", given: "John", suffix: "Jr." },
      ],
      year: 2019,
      venue: "Jet Lett.",
      type: "paper-conference",
      categories: ["hep-ex", "hep-ph"],
      keywords: ["jet"],
      doi: "10.1000/jets",
      arxivId: "1801.00002",
    };
    for (const content of [{ hits: { hits: [{ metadata }], total: 1 } }, [metadata], { id: "12", metadata }])
      expect(await read("inspire", content)).toMatchObject([paper]);
  });

  it("gives the day in the year of publication, and a collaboration for missing authors", async () => {
    const [paper] = await read("inspire", [{ ...metadata, authors: undefined, imprints: [{ date: "2019-04-05" }] }]);
    expect(paper).toMatchObject({ date: "2019-04-05", authors: ["DEEP Collaboration"] });
    const [preprint] = await read("inspire", [
      { ...metadata, publication_info: undefined, document_type: ["article"] },
    ]);
    expect(preprint).toMatchObject({ date: "2018-01-01", type: "article" });
  });
});

describe("NASA ADS", () => {
  it("is read with all that it says", async () => {
    const doc = {
      bibcode: "2019Sand...12..345O",
      title: ["Dunes on <SUB>Mars</SUB>"],
      author: ["Ortega, Mira", "Dune Survey Team"],
      abstract: "Not Available <P />",
      pubdate: "2019-05-00",
      pub: "Sand and Stars",
      doi: ["10.48550/arXiv.1801.00003", "10.1000/mars"],
      identifier: ["2018arXiv180100003O", "arXiv:1801.00003", "10.1000/mars"],
      keyword: ["Mars", "dunes"],
      arxiv_class: ["astro-ph.EP"],
      doctype: "article",
    };
    const [paper, thesis] = await read("ads", {
      response: { numFound: 2, docs: [doc, { ...doc, doctype: "phdthesis", pub: "Ph.D. Thesis" }] },
    });
    expect(paper).toMatchObject({
      authors: ["Mira Ortega", "Dune Survey Team"],
      year: 2019,
      date: "2019-05",
      venue: "Sand and Stars",
      type: "article-journal",
      categories: ["astro-ph.EP"],
      keywords: ["Mars", "dunes"],
      doi: "10.1000/mars",
      arxivId: "arXiv:1801.00003",
      url: "https://ui.adsabs.harvard.edu/abs/2019Sand...12..345O",
    });
    expect(paper?.abstract).toBeUndefined();
    expect([thesis?.type, thesis?.venue]).toEqual(["thesis", undefined]);
  });
});

describe("Zotero's items", () => {
  const item = {
    itemType: "journalArticle",
    title: "Notes on notes",
    creators: [
      { firstName: "Ken", lastName: "Ito", creatorType: "translator" },
      { firstName: "Mira", lastName: "Ortega", creatorType: "author" },
      { name: "Note Group", creatorType: "author" },
    ],
    abstractNote: "On notes.",
    publicationTitle: "Notebooks",
    date: "2011-03-00",
    tags: [{ tag: "notes" }, "reading"],
    extra: "PMID: 1\narXiv: 1101.00001 [cs]",
    url: "https://example.org/notes",
  };

  it("are read from the API and from Better BibTeX, without attachments and notes", async () => {
    const note = { itemType: "note", note: "A note", tags: [] };
    const paper = {
      title: "Notes on notes",
      abstract: "On notes.",
      authors: ["Mira Ortega", "Note Group"],
      year: 2011,
      date: "2011-03",
      venue: "Notebooks",
      type: "article-journal",
      keywords: ["notes", "reading"],
      arxivId: "1101.00001",
      url: "https://example.org/notes",
    };
    const own = { config: { label: "JSON" }, collections: { a: { items: [1] } }, items: [item, note] };
    for (const content of [
      [
        { key: "A", data: item },
        { key: "B", data: note },
      ],
      own,
      [note, item],
    ])
      expect(await read("zotero-json", content)).toMatchObject([paper]);
  });
});

describe("Semantic Scholar's lists", () => {
  const paper = { paperId: "a1", title: "A", journal: { name: "J" } };

  it.each([
    ["a search", { total: 1, offset: 0, data: [paper] }],
    ["recommendations", { recommendedPapers: [paper] }],
    ["references", { offset: 0, data: [{ isInfluential: true, citedPaper: paper }] }],
    ["citations", { offset: 0, data: [{ contexts: ["x"], citingPaper: paper }] }],
    ["papers of an author", { authorId: "1", papers: [paper] }],
  ])("are read: %s", async (_what, content) => {
    expect(await read("semantic-scholar", content)).toMatchObject([{ id: "s2:a1", title: "A", venue: "J" }]);
  });

  it("name the papers that are unknown to it", async () => {
    const { records } = await readSource(JSON.stringify([null, paper]));
    expect(records).toMatchObject([
      { line: 1, reason: expect.stringContaining("does not know this paper") },
      { line: 2 },
    ]);
  });
});
