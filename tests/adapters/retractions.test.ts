import { describe, expect, it } from "vitest";
import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { fitFields } from "../../src/domain/paper/fit-fields.js";
import { type Paper, paperInputSchema } from "../../src/domain/paper/paper.js";
import { formatBibtex } from "../../src/domain/citation/bibtex.js";
import { formatCslJson } from "../../src/domain/citation/csl-json.js";
import { csvHeader, formatCsvRow } from "../../src/domain/citation/csv.js";
import { formatRis } from "../../src/domain/citation/ris.js";
import { readSource } from "../support/read-source.js";

async function readRetraction(name: string, content: string): Promise<Pick<Paper, "retracted" | "retractionNote">> {
  const { retracted, retractionNote } = await readPaper(name, content);
  return { ...(retracted !== undefined && { retracted }), ...(retractionNote !== undefined && { retractionNote }) };
}

async function readPaper(name: string, content: string): Promise<Paper> {
  const { records } = await readSource(content, { name });
  const record = records[0];
  if (!record || "reason" in record) throw new Error(JSON.stringify(record));
  const { value } = fitFields(record.value, { isOwn: false });
  const cleaned = cleanPaper(paperInputSchema.parse(value));
  if ("reason" in cleaned) throw new Error(cleaned.reason);
  return cleaned.paper;
}

const crossref = (fields: object) =>
  JSON.stringify({
    DOI: "10.5555/bees.1",
    title: ["Bees and the weather"],
    "reference-count": 1,
    type: "journal-article",
    ...fields,
  });
const retraction = { type: "retraction", DOI: "10.5555/notice.9", updated: { "date-parts": [[2021, 3, 4]] } };
const openAlex = (fields: object) =>
  JSON.stringify({
    id: "https://openalex.org/W1",
    title: "Bees and the weather",
    abstract_inverted_index: {},
    ...fields,
  });
const pubmed = (types: string, notices = "") =>
  `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>9</PMID><Article><ArticleTitle>Retracted: Bees.</ArticleTitle>
   <PublicationTypeList>${types}</PublicationTypeList></Article><CommentsCorrectionsList>${notices}</CommentsCorrectionsList>
   </MedlineCitation></PubmedArticle></PubmedArticleSet>`;
const nbib = (...lines: string[]) => `\nPMID- 9\nTI  - Bees and the weather.\n${lines.join("\n")}\nDP  - 2011\n`;
const ris = (...lines: string[]) => `TY  - JOUR\nTI  - Bees and the weather\n${lines.join("\n")}\nER  - \n`;
const wos = (type: string) =>
  `FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI Bees and the weather\nDT ${type}\nER\n\nEF\n`;
const acl = (mark: string) =>
  `<collection id="2021.bee"><volume id="1"><paper id="1"><title>Bees</title>${mark}<url>2021.bee-1.1</url></paper></volume></collection>`;

describe("a retracted paper is known by", () => {
  it.each([
    ["Crossref's updated-by", "a.json", crossref({ "updated-by": [retraction] }), "2021-03-04, doi:10.5555/notice.9"],
    [
      "Crossref's own DOI in update-to",
      "a.json",
      crossref({ "update-to": [{ ...retraction, DOI: "10.5555/BEES.1" }] }),
      "2021-03-04",
    ],
    ["Crossref's title", "a.json", crossref({ title: ["RETRACTED ARTICLE: Bees and the weather"] }), undefined],
    ["OpenAlex", "a.json", openAlex({ is_retracted: true }), undefined],
    ["PubMed's type in XML", "a.xml", pubmed("<PublicationType>Retracted Publication</PublicationType>"), undefined],
    [
      "PubMed's notice in XML",
      "a.xml",
      pubmed(
        "",
        '<CommentsCorrections RefType="RetractionIn"><RefSource>Bee J. 2012;3:4</RefSource></CommentsCorrections>',
      ),
      "Bee J. 2012;3:4",
    ],
    [
      "PubMed's type in nbib",
      "a.nbib",
      nbib("PT  - Journal Article", "PT  - Retracted Publication", "RIN - Bee J. 2012;3:4"),
      "Bee J. 2012;3:4",
    ],
    ["Web of Science's type", "a.txt", wos("Article; Retracted Publication"), undefined],
    ["the type of a reference", "a.ris", ris("M3  - Retracted Publication"), undefined],
    ["the note of a reference", "a.ris", ris("N1  - Other", "N1  - Retracted: 2012"), "2012"],
    [
      "a type in BibTeX",
      "a.bib",
      "@article{a, title={Bees}, type={Article; Retracted Publication}, year=2011}",
      undefined,
    ],
    ["a note in BibTeX", "a.bib", "@article{a, title={Bees}, note={Retracted.}, year=2011}", undefined],
    [
      "the ACL Anthology",
      "a.xml",
      acl('<retracted date="2022-01-02">Wrong counts</retracted>'),
      "2022-01-02, Wrong counts",
    ],
    ["a table", "a.csv", "title,year,document type\nBees,2011,Retracted\n", undefined],
    [
      "Retraction Watch's table",
      "a.csv",
      "Record ID,Title,OriginalPaperDOI,RetractionNature\n1,Bees,10.5555/bees.1,Retraction\n",
      undefined,
    ],
  ])("%s", async (_source, name, content, retractionNote) => {
    expect(await readRetraction(name, content)).toEqual({ retracted: true, ...(retractionNote && { retractionNote }) });
  });

  it.each([
    ["a correction", "a.json", crossref({ "updated-by": [{ ...retraction, type: "correction" }] })],
    [
      "an expression of concern",
      "a.json",
      crossref({ "updated-by": [{ ...retraction, type: "expression_of_concern" }] }),
    ],
    ["a partial retraction", "a.json", crossref({ "updated-by": [{ ...retraction, type: "partial_retraction" }] })],
    ["OpenAlex's false", "a.json", openAlex({ is_retracted: false })],
    ["an erratum in nbib", "a.nbib", nbib("PT  - Journal Article", "PT  - Published Erratum")],
    ["a corrected type", "a.txt", wos("Article; Correction")],
    ["a note on other papers", "a.ris", ris("N1  - Retracted papers are its subject")],
    ["a correction in a table", "a.csv", "Record ID,Title,RetractionNature\n1,Bees,Correction\n"],
  ])("but not by %s", async (_source, name, content) => {
    expect(await readRetraction(name, content)).toEqual({});
  });

  it.each([
    [
      "Crossref",
      "a.json",
      crossref({
        title: ["Retracted: Bees"],
        DOI: "10.5555/notice.9",
        "update-to": [{ ...retraction, DOI: "10.5555/bees.1" }],
      }),
    ],
    ["OpenAlex", "a.json", openAlex({ title: "Retracted: Bees", type: "retraction" })],
    ["PubMed", "a.xml", pubmed("<PublicationType>Retraction of Publication</PublicationType>")],
  ])("and its notice, which may have its title, is none: %s", async (_source, name, content) => {
    expect(await readRetraction(name, content)).toEqual({ retracted: false });
  });
});

it("every exported reference says so, and an import reads it", async () => {
  const own = { tags: ["to read"], retracted: true, retractionNote: "2021-03-04, doi:10.5555/9" };
  const paper = {
    id: "doi:10.5555/bees.1",
    title: "Bees",
    authors: ["Ada One"],
    year: 2011,
    categories: [],
    keywords: ["bees"],
    doi: "10.5555/bees.1",
    ...own,
  };
  const files = {
    "a.bib": formatBibtex(paper),
    "a.ris": formatRis(paper),
    "a.json": `[${formatCslJson(paper)}]`,
    "a.csv": `${csvHeader}${formatCsvRow({ ...paper, extra: { stage: "in", n: 2 } })}`,
  };
  for (const [name, content] of Object.entries(files)) {
    const { retracted, retractionNote, keywords, tags, extra } = await readPaper(name, content);
    expect({ name, retracted, retractionNote }).toEqual({ name, retracted: true, retractionNote: own.retractionNote });
    // Only tables have a place for tags and own fields.
    const asInTables = { keywords: ["bees"], tags: ["to read"], extra: { stage: "in", n: 2 } };
    expect({ keywords, tags, extra }).toEqual(name === "a.csv" ? asInTables : { keywords: ["bees", "to read"] });
  }
});

it("a column for each own field gives the same as one for all", async () => {
  const { extra, tags } = await readPaper("a.csv", "title,tags,extra.stage,extra.read by\nBees,a; b,in,Bo\n");
  expect({ extra, tags }).toEqual({ extra: { stage: "in", "read by": "Bo" }, tags: ["a", "b"] });
});
