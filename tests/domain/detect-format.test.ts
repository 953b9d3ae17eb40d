import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessColumns, mapColumns, parseColumnChoice } from "../../src/domain/sources/column-mapping.js";
import { readTableHeader } from "../../src/domain/sources/table-header.js";
import { detectFormat } from "../../src/domain/sources/detect-format.js";
import { isLiveAddress } from "../../src/domain/sources/live-address.js";
import { splitNames } from "../../src/domain/person/name-list.js";
import { flipName } from "../../src/domain/person/person-name.js";

const detect = (text: string, name?: string) => detectFormat(Buffer.from(text), name);

describe("detectFormat", () => {
  it.each([
    ['{"title":"A"}\n{"title":"B"}', "jsonl"],
    ['{"title":"A"}', "jsonl"],
    ['{"title":"One line that is cut off by the end of the hea', "jsonl"],
    ['[{"title":"A"}]', "json"],
    ['{"papers":[{"title":"A"}]}', "json"],
    ['{"note":"x","count":3,"papers":[', "json"],
    ['{\n  "papers": [\n', "json"],
    ['{"id":"https://openalex.org/W12","title":"A"}\n', "openalex"],
    ['{"results":[{"abstract_inverted_index":{"A":[0]}}]}', "openalex"],
    ['{"corpusid":1,"title":"A"}', "semantic-scholar"],
    ['{"id":"0704.0001","authors_parsed":[]}', "arxiv-kaggle"],
    ['[{"paper":{"id":"2401.00001"}}]', "hf-papers"],
    ["% A comment\n\n@Article{key,\n", "bibtex"],
    ["\n\nTY  - JOUR\n", "ris"],
    ["Title,Year\nA,2001", "csv"],
    ["Jahr;Title\n2001;A", "csv"],
    ["title\nA\n", "csv"],
    ["year\ttitle\n2001\tA", "tsv"],
    ['<?xml version="1.0"?><OAI-PMH xmlns="x">', "oai-pmh"],
    ['<feed xmlns="http://www.w3.org/2005/Atom">', "arxiv-atom"],
  ])("detects in %j the format %s", (text, format) => expect(detect(text)).toBe(format));

  it.each([
    ["TY  - JOUR\nTI  - A\nN1  - cite as\n@article{key,\n  title = {B}\n}\nER  - \n", "ris"],
    ['id,title,note\n1,A,"cite as\n@article{key,\n title = {B}}"\n', "csv"],
    ['title\tyear\tnote\nA\t2001\t"\nTY  - JOUR\nTI  - B\nER  - "\n', "tsv"],
    ["PMID- 1\nTI  - A\nAB  - cite as\n@article{key,\n", "medline"],
    ["%0 Journal Article\n%T A\n%X cite as\n@article{key,\n", "refer"],
    ["@article{key,\n  annote = {\nTY  - JOUR\nTI  - B\nER  - }\n}\n", "bibtex"],
  ])("does not take the format of what %j quotes", (text, format) => expect(detect(text)).toBe(format));

  it("does not mistake words in a text for keys", () => {
    const line = JSON.stringify({
      title: 'On "authors_parsed": and "corpusid": 5',
      abstract: '@article{ and "paper":{',
    });
    expect(detect(`${line}\n`)).toBe("jsonl");
  });

  it("uses the file name only when the content is ambiguous", () => {
    expect([detect("plain", "a.bib"), detect("plain", "a.csv.gz"), detect("plain", "a.pdf")]).toEqual([
      "bibtex",
      "csv",
      undefined,
    ]);
    expect(detect("<html>", "a.xml")).toBeUndefined();
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void detectFormat(bytes)));
    const signs = fc.string({ unit: fc.constantFrom(..."{}[]<>@\"':,;\t\n \\aTY-"), maxLength: 200 });
    fc.assert(fc.property(signs, (text) => void detect(text)));
  });
});

describe("table columns", () => {
  it("are guessed from their names, best match first", () => {
    expect(guessColumns(["DOI", "Publication Year", "Article Title", "Source Title", "Author Full Names"])).toEqual({
      title: "Article Title",
      authors: "Author Full Names",
      year: "Publication Year",
      venue: "Source Title",
      doi: "DOI",
    });
  });

  it("are the ones the caller names, each used once", () => {
    expect(mapColumns(["Title", "Name"], { title: "Name" })).toEqual({ title: "Name" });
    expect(mapColumns(["Title", "Summary"], { venue: "Summary" })).toEqual({ title: "Title", venue: "Summary" });
    expect(() => mapColumns(["A", "B"], { title: "C" })).toThrow("There is no column C for title. Columns: A, B.");
    expect(() => mapColumns(["A", "B"])).toThrow("No column name suggests titles");
  });

  it("are chosen as title=Name or title:Name", () => {
    expect([parseColumnChoice("title=A b"), parseColumnChoice("ARXIVID: x=y")]).toEqual([
      { title: "A b" },
      { arxivId: "x=y" },
    ]);
    expect(() => parseColumnChoice("titel=A")).toThrow("Fields: id, title,");
  });

  it("are read from a quoted header, along with its delimiter", () => {
    expect(readTableHeader('"a;b";"c ""d"""; e\r\nnext')).toMatchObject({
      delimiter: ";",
      columns: ["a;b", 'c "d"', "e"],
      rowsAbove: 0,
    });
  });
});

describe("personal names", () => {
  it.each([
    ["Lovelace, Ada", "Ada Lovelace"],
    ["van der Berg, Jan", "Jan van der Berg"],
    ["King, Jr., Martin", "Martin King Jr."],
    ["King, Martin, Jr.", "Martin King Jr."],
    ["Ada Lovelace", "Ada Lovelace"],
    ["Plato", "Plato"],
  ])("are put in natural order: %j", (name, expected) => expect(flipName(name)).toBe(expected));

  it.each([
    ["Lovelace, Ada; Babbage, Charles", ["Ada Lovelace", "Charles Babbage"]],
    ["Ada One and Ben Two", ["Ada One", "Ben Two"]],
    ["Ada One, Ben Two, Cleo Three", ["Ada One", "Ben Two", "Cleo Three"]],
    ["Lovelace, Ada", ["Ada Lovelace"]],
    ["['Ada One', \"Ben O'Two\"]", ["Ada One", "Ben O'Two"]],
    ['["One, Ada"]', ["Ada One"]],
    ["", []],
  ])("are split: %j", (text, expected) => expect(splitNames(text)).toEqual(expected));
});

it("addresses of services are distinguished from files", () => {
  expect(["arxiv:cat:cs.CL", "oai:?set=cs", "arxiv.json", "crossref:10.1000/a"].map(isLiveAddress)).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
