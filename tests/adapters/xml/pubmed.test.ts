import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

interface Citation {
  readonly title?: string;
  readonly abstract?: string;
  readonly authors?: string;
  readonly date?: string;
  readonly ids?: string;
  readonly article?: string;
  readonly citation?: string;
}

const article = ({
  title = "Wind.",
  abstract,
  authors = "",
  date = "",
  ids = "",
  article: more = "",
  citation = "",
}: Citation) =>
  `<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">31</PMID><Article PubModel="Print">
  <Journal><JournalIssue CitedMedium="Print"><PubDate>${date}</PubDate></JournalIssue><Title>Journal of sand</Title>
  <ISOAbbreviation>J Sand</ISOAbbreviation></Journal><ArticleTitle>${title}</ArticleTitle>
  ${abstract === undefined ? "" : `<Abstract>${abstract}</Abstract>`}<AuthorList>${authors}</AuthorList>${more}
  </Article>${citation}</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">31</ArticleId>${ids}
  </ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/cited</ArticleId>
  </ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>`;

const wrap = (...articles: readonly string[]) => `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet>${articles.join("\n")}<DeleteCitation><PMID Version="1">5</PMID></DeleteCitation></PubmedArticleSet>`;

const read = async (...citations: readonly Citation[]) => (await readSource(wrap(...citations.map(article)))).papers;

describe("PubMed's XML", () => {
  it("is recognised by its root, and read with everything a citation says", async () => {
    const { format, papers } = await readSource(
      wrap(
        article({
          title: "Uptake of CO<sub>2</sub> in <i>Ammophila</i>.",
          abstract: `<AbstractText Label="AIM" NlmCategory="OBJECTIVE">To see wind (p &lt; 0.05).</AbstractText>
            <AbstractText Label="RESULT">Seen in 10<sup>3</sup> places.</AbstractText><CopyrightInformation>Sand Society.</CopyrightInformation>`,
          authors: `<Author ValidYN="Y"><LastName>van den Berg</LastName><ForeName>Ada</ForeName><Initials>A</Initials><Suffix>Jr</Suffix>
            <AffiliationInfo><Affiliation>Dune College.</Affiliation></AffiliationInfo></Author>
            <Author ValidYN="N"><LastName>Bergg</LastName><ForeName>Ada</ForeName></Author>
            <Author ValidYN="Y"><CollectiveName>Dune Survey</CollectiveName></Author>`,
          date: "<Year>2019</Year><Month>May</Month>",
          ids: `<ArticleId IdType="doi">10.1234/Dunes</ArticleId>`,
          article: `<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
            <ArticleDate DateType="Electronic"><Year>2018</Year><Month>12</Month><Day>03</Day></ArticleDate>`,
          citation: `<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Wind</DescriptorName>
            <QualifierName UI="Q1">trends</QualifierName></MeshHeading></MeshHeadingList>
            <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">dunes</Keyword></KeywordList>`,
        }),
      ),
    );
    expect([format, papers]).toEqual([
      "pubmed-xml",
      [
        {
          title: "Uptake of CO2 in Ammophila",
          abstract: "AIM: To see wind (p < 0.05). RESULT: Seen in 10^3 places.",
          authors: ["Ada van den Berg Jr", "Dune Survey"],
          authorNames: [
            { family: "Berg", particle: "van den", given: "Ada", suffix: "Jr" },
            { literal: "Dune Survey" },
          ],
          year: 2019,
          date: "2019-05",
          venue: "Journal of sand",
          keywords: ["dunes", "Wind"],
          type: "article-journal",
          doi: "10.1234/dunes",
          arxivId: undefined,
          url: "https://pubmed.ncbi.nlm.nih.gov/31/",
        },
      ],
    ]);
  });

  it("drops the brackets of a translated title, and keeps the original where there is no translation", async () => {
    const vernacular = "<VernacularTitle>Vent sur les dunes.</VernacularTitle>";
    const papers = await read(
      { title: "[Wind over dunes]." },
      { title: "[Not Available].", article: vernacular },
      { title: "Wind in the U.S.A." },
      { title: "[Sand] and [wind]." },
      { title: "[Sand [18F] in wind.]" },
    );
    expect(papers.map(({ title }) => title)).toEqual([
      "Wind over dunes",
      "Vent sur les dunes",
      "Wind in the U.S.A.",
      "[Sand] and [wind]",
      "Sand [18F] in wind",
    ]);
  });

  it.each([
    ["<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998, "1998-12"],
    ["<MedlineDate>1976-1977</MedlineDate>", 1976, undefined],
    ["<Year>2007</Year><Season>Spring</Season>", 2007, undefined],
    ["<Year>2007</Year><Month>07</Month><Day>2</Day>", 2007, "2007-07-02"],
  ])("reads the date in %s", async (date, year, expected) => {
    expect(await read({ date })).toMatchObject([{ year, ...(expected !== undefined && { date: expected }) }]);
  });

  it("identifies a citation without a DOI by its number, and a preprint by its arXiv id", async () => {
    const pii = `<ELocationID EIdType="pii" ValidYN="Y">arXiv:2101.00001v2</ELocationID>`;
    const papers = await read({}, { article: pii }, { article: pii.replace(`"Y"`, `"N"`) });
    expect(papers.map(({ id, arxivId }) => [id, arxivId])).toEqual([
      ["pmid:31", undefined],
      [undefined, "arXiv:2101.00001v2"],
      ["pmid:31", undefined],
    ]);
  });

  it("takes another abstract only where the main one is missing", async () => {
    const other = `<OtherAbstract Language="spa"><AbstractText>Viento.</AbstractText></OtherAbstract>`;
    const papers = await read(
      { abstract: "<AbstractText>Wind.</AbstractText>", citation: other },
      { citation: other },
      { abstract: `<AbstractText Label="UNLABELLED">Only this.</AbstractText>` },
    );
    expect(papers.map(({ abstract }) => abstract)).toEqual(["Wind.", "Viento.", "Only this."]);
  });

  it("reads books and their chapters", async () => {
    const book = (chapter: string, list: string) => `<PubmedBookArticle><BookDocument><PMID>8</PMID><Book>
      <BookTitle book="sand">The <i>Sand</i> Book</BookTitle><PubDate><Year>2001</Year></PubDate>${list}</Book>
      ${chapter}<Abstract><AbstractText>About sand.</AbstractText></Abstract></BookDocument></PubmedBookArticle>`;
    const editors = `<AuthorList Type="editors"><Author><LastName>Liu</LastName><ForeName>Bo</ForeName></Author></AuthorList>`;
    const authors = `<AuthorList Type="authors"><Author><LastName>Vance</LastName><Initials>A</Initials></Author></AuthorList>`;
    const { papers } = await readSource(
      wrap(book("", editors), book(`<ArticleTitle part="c1">Grains</ArticleTitle>${authors}`, editors)),
    );
    expect(papers).toMatchObject([
      { title: "The Sand Book", authors: ["Bo Liu"], year: 2001, type: "book", abstract: "About sand." },
      { title: "Grains", authors: ["A Vance"], venue: "The Sand Book", type: "chapter" },
    ]);
  });
});
