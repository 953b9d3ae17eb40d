import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const wrap = (...elements: readonly string[]) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#">${elements.join("\n")}</rdf:RDF>`;

const person = (family: string, given?: string) => `<rdf:li><foaf:Person><foaf:surname>${family}</foaf:surname>
  ${given === undefined ? "" : `<foaf:givenName>${given}</foaf:givenName>`}</foaf:Person></rdf:li>`;

const people = (role: string, ...all: readonly string[]) =>
  `<bib:${role}><rdf:Seq>${all.join("")}</rdf:Seq></bib:${role}>`;

const item = (title: string, rest = "", type = "journalArticle") =>
  `<bib:Article rdf:about="#item_${title.length}"><z:itemType>${type}</z:itemType><dc:title>${title}</dc:title>${rest}</bib:Article>`;

const address = (url: string) =>
  `<dc:identifier><dcterms:URI><rdf:value>${url}</rdf:value></dcterms:URI></dc:identifier>`;

const journal = `<bib:Journal rdf:about="urn:issn:1234-5678"><dc:title>Journal of Sand</dc:title>
  <dc:identifier>DOI 10.1234/Dunes</dc:identifier><dc:identifier>ISSN 1234-5678</dc:identifier></bib:Journal>`;

describe("Zotero's RDF", () => {
  it("is recognised by its items, and reads an item with the journal that follows it", async () => {
    const dunes = item(
      "Wind over <![CDATA[dunes & bays]]>",
      `<dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
       ${people("authors", person("van den Berg", "Ada"), person("Dune Survey"))}${people("editors", person("Eddy", "Tor"))}
       <link:link rdf:resource="#item_9"/><dc:subject>wind</dc:subject>
       <dc:subject><z:AutomaticTag><rdf:value>sand</rdf:value></z:AutomaticTag></dc:subject>
       <dc:subject><dcterms:LCC><rdf:value>QE597</rdf:value></dcterms:LCC></dc:subject>
       <dcterms:abstract>To see wind, p &lt; 0.05.</dcterms:abstract><dc:date>4 March 2019</dc:date>
       ${address("https://example.org/dunes")}`,
    );
    const note = `<bib:Memo rdf:about="#item_8"><rdf:value>A note.</rdf:value></bib:Memo>`;
    const file = `<z:Attachment rdf:about="#item_9"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>`;
    const { format, records } = await readSource(wrap(dunes, note, file, item("Another"), journal));
    expect([format, records]).toMatchObject([
      "zotero-rdf",
      [
        {
          line: 1,
          value: {
            title: "Wind over dunes & bays",
            abstract: "To see wind, p < 0.05.",
            authors: ["Ada van den Berg", "Dune Survey"],
            authorNames: [{ family: "Berg", particle: "van den", given: "Ada" }, { literal: "Dune Survey" }],
            year: 2019,
            date: "2019-03-04",
            venue: "Journal of Sand",
            keywords: ["wind", "sand"],
            type: "article-journal",
            doi: "10.1234/dunes",
            arxivId: undefined,
            url: "https://example.org/dunes",
          },
        },
        { line: 2 },
      ],
    ]);
  });

  it("reads the series and the meeting that an item belongs to, and the nearest of several", async () => {
    const series = `<dcterms:isPartOf><bib:Series><dc:title>Lectures on Sand</dc:title></bib:Series></dcterms:isPartOf>`;
    const book = `<dcterms:isPartOf><bib:Book><dc:title>The Sand Book</dc:title>${series}</bib:Book></dcterms:isPartOf>`;
    const section = `<dcterms:isPartOf><bib:Part><dc:title>Weather</dc:title><dcterms:isPartOf><bib:Newspaper>
      <dc:title>The Dune</dc:title></bib:Newspaper></dcterms:isPartOf></bib:Part></dcterms:isPartOf>`;
    const meeting = `<bib:presentedAt><bib:Conference><dc:title>Sand 2019</dc:title></bib:Conference></bib:presentedAt>`;
    const { papers } = await readSource(
      wrap(
        item("In a book", book, "bookSection"),
        item("In a series", series, "book"),
        item("In a paper", section, "newspaperArticle"),
        `<rdf:Description rdf:about="#item_5"><z:itemType>conferencePaper</z:itemType><dc:title>At a meeting</dc:title>${meeting}</rdf:Description>`,
      ),
    );
    expect(papers.map(({ venue, type }) => [venue, type])).toEqual([
      ["The Sand Book", "chapter"],
      ["Lectures on Sand", "book"],
      ["The Dune", "article"],
      ["Sand 2019", "paper-conference"],
    ]);
  });

  it("finds identifiers in every place, but not in remarks about other papers", async () => {
    const extra = (text: string) => `<dc:description>${text}</dc:description>`;
    const { papers } = await readSource(
      wrap(
        item("One", extra("Read twice\nDOI: 10.1234/one")),
        item("Two", extra("arXiv: 2101.00001 [cs]")),
        item("Three", address("http://arxiv.org/abs/2101.00002")),
        item("Four", extra("A comment on arXiv:2101.00003")),
        item("Five", address("https://doi.org/10.1234/five")),
      ),
    );
    expect(papers.map(({ doi, arxivId }) => doi ?? arxivId)).toEqual([
      "10.1234/one",
      "arXiv:2101.00001",
      "http://arxiv.org/abs/2101.00002",
      undefined,
      "10.1234/five",
    ]);
  });

  it("waits only so long for a journal that never comes", async () => {
    const lost = item("Lost", `<dcterms:isPartOf rdf:resource="urn:issn:0000-0000"/>`);
    const { papers } = await readSource(wrap(lost, ...Array.from({ length: 300 }, (_, at) => item(`Item ${at}`))));
    expect([papers.length, papers[0]?.title, papers[300]?.title]).toEqual([301, "Lost", "Item 299"]);
  });
});
