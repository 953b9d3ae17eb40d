import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

interface Article {
  readonly root?: string;
  readonly journal?: string;
  readonly meta?: string;
  readonly rest?: string;
}

const journalTitle = "<journal-title-group><journal-title>Journal of Sand</journal-title></journal-title-group>";

const article = ({ root = "", journal = journalTitle, meta = "", rest = "" }: Article) =>
  `<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" ${root}>
  <front><journal-meta>${journal}</journal-meta><article-meta>${meta}</article-meta></front>${rest}</article>`;

const title = "<title-group><article-title>Wind</article-title></title-group>";
const person = (family: string, given: string) =>
  `<name><surname>${family}</surname><given-names>${given}</given-names></name>`;
const contributor = (inner: string, type = "author") => `<contrib contrib-type="${type}">${inner}</contrib>`;
const date = (attributes: string, year: string, rest = "") =>
  `<pub-date ${attributes}>${rest}<year>${year}</year></pub-date>`;

async function readMeta(meta: string, root = "") {
  const { papers } = await readSource(article({ root, meta: `${title}${meta}` }));
  return papers[0];
}

describe("JATS", () => {
  it("is recognised by its front, whatever stands before, and read with everything it says", async () => {
    const prolog = `<?xml version="1.0"?><?made by="hand"?><!-- <dblp> ${"-".repeat(3_000)} -->
      <!DOCTYPE article PUBLIC "-//NLM//DTD Journal Publishing DTD v2.3//EN" "x.dtd" [<!ENTITY feed "<feed>">]>`;
    const meta = `<article-id pub-id-type="pmid">31</article-id><article-id pub-id-type="doi">10.1234/Dunes</article-id>
      <article-categories><subj-group subj-group-type="heading"><subject>Research Article</subject></subj-group>
      <subj-group subj-group-type="Discipline-v3"><subject>Physics</subject></subj-group></article-categories>
      <title-group><article-title>Uptake of CO<sub>2</sub> in <italic>Ammophila</italic><xref ref-type="fn" rid="n1">*</xref>
      </article-title><subtitle>a survey</subtitle><subtitle content-type="running-title">Dunes</subtitle><fn-group><fn id="n1"><p>Thanks.</p></fn></fn-group></title-group>
      <contrib-group>${contributor(`${person("van den Berg", "Ada")}<xref ref-type="aff" rid="a1">1</xref>`)}
      ${contributor("<collab>on behalf of the Dune Survey<email>a@example.org</email><contrib-group><contrib><name><surname>Liu</surname></name></contrib></contrib-group></collab>")}
      ${contributor(person("Eddy", "Tor"), "editor")}<aff id="a1">Dune College</aff></contrib-group>
      ${date(`pub-type="ppub"`, "2019", "<month>5</month>")}${date(`pub-type="epub"`, "2018", "<day>3</day><month>12</month>")}
      ${date(`pub-type="pmc-release"`, "2016")}
      <self-uri xlink:href="https://example.org/dunes.pdf"/><self-uri xlink:href="https://example.org/dunes"/>
      <abstract abstract-type="graphical"><p>A picture.</p></abstract>
      <abstract><title>Abstract</title><sec><title>Aim</title><p>To see wind, <inline-formula><mml:math><mml:mi>p</mml:mi>
      <mml:mo>&lt;</mml:mo><mml:mn>0.05</mml:mn></mml:math></inline-formula>.</p></sec><sec><title>Result.</title><p>Seen.</p></sec></abstract>
      <trans-abstract xml:lang="fr"><p>Vent.</p></trans-abstract>
      <kwd-group kwd-group-type="author"><kwd>wind</kwd><compound-kwd><compound-kwd-part>https://example.org/1</compound-kwd-part>
      <compound-kwd-part>dunes</compound-kwd-part></compound-kwd></kwd-group>`;
    const body = `<body><p>${"sand ".repeat(300_000)}</p></body><back><ref-list><ref><article-title>Cited</article-title></ref></ref-list></back>`;
    const { format, papers } = await readSource(
      `${prolog}${article({ root: `article-type="research-article"`, meta, rest: body })}`,
    );
    expect([format, papers]).toEqual([
      "jats",
      [
        {
          title: "Uptake of CO2 in Ammophila: a survey",
          abstract: "Aim: To see wind, p < 0.05. Result. Seen.",
          authors: ["Ada van den Berg", "Dune Survey"],
          authorNames: [{ family: "Berg", particle: "van den", given: "Ada" }, { literal: "Dune Survey" }],
          year: 2018,
          date: "2018-12-03",
          venue: "Journal of Sand",
          keywords: ["wind", "dunes"],
          categories: ["Physics"],
          type: "article-journal",
          doi: "10.1234/dunes",
          url: "https://example.org/dunes",
        },
      ],
    ]);
  });

  it("reads the articles of a collection, and the earlier formats", async () => {
    const early = article({
      journal: "<journal-title>Annals of Sand</journal-title>",
      meta: `<article-id pub-id-type="pmid">7</article-id>${title}<contrib-group><contrib contrib-type="author">
        <string-name><given-names>Bo</given-names> <surname>Liu</surname></string-name></contrib></contrib-group>
        <permissions><copyright-year>2004</copyright-year></permissions>`,
    });
    const { format, papers } = await readSource(
      `<pmc-articleset>${early}${article({ meta: title }).replace("<article ", "<nlm:article ").replace("</article>", "</nlm:article>")}</pmc-articleset>`,
    );
    expect([format, papers]).toMatchObject([
      "jats",
      [{ id: "pmid:7", title: "Wind", authors: ["Bo Liu"], year: 2004, venue: "Annals of Sand" }, { title: "Wind" }],
    ]);
  });

  it("takes the abstract and the keywords in the article's language", async () => {
    const paper = await readMeta(
      `<abstract xml:lang="es"><p>Viento.</p></abstract><abstract xml:lang="en"><p>Wind.</p></abstract>
       <kwd-group xml:lang="es"><kwd>viento</kwd></kwd-group><kwd-group xml:lang="en"><kwd>wind</kwd></kwd-group>`,
      `xml:lang="en"`,
    );
    expect(paper).toMatchObject({ abstract: "Wind.", keywords: ["wind"] });
  });

  it("takes one of several spellings of a name, and the editors only where there are no authors", async () => {
    const spellings = `<name-alternatives><name xml:lang="ja"><surname>風</surname></name>${person("Kaze", "Aki")}</name-alternatives>`;
    const group = (...all: readonly string[]) => `<contrib-group>${all.join("")}</contrib-group>`;
    expect(
      (await readMeta(group(contributor(spellings), contributor(person("Eddy", "Tor"), "editor"))))?.authors,
    ).toEqual(["Aki Kaze"]);
    expect((await readMeta(group(contributor(person("Eddy", "Tor"), "editor"))))?.authors).toEqual(["Tor Eddy"]);
  });

  it("reads a formula once that is given in TeX and in MathML", async () => {
    const formula = String.raw`<inline-formula><alternatives><tex-math>\documentclass[12pt]{minimal}
      \usepackage{amsmath}\begin{document}$$\sqrt{s}=13$$\end{document}</tex-math>
      <mml:math><mml:msqrt><mml:mi>s</mml:mi></mml:msqrt></mml:math></alternatives></inline-formula>`;
    expect((await readMeta(`<abstract><p>At ${formula} TeV.</p></abstract>`))?.abstract).toBe("At √s=13 TeV.");
  });

  it("keeps an article that is truncated in its body", async () => {
    const { records } = await readSource(
      article({ meta: title, rest: "<body><p>Sand" }).slice(0, -"</article>".length),
    );
    expect(records).toMatchObject([
      { line: 1, value: { title: "Wind" } },
      { line: 2, reason: "the document is truncated here" },
    ]);
  });

  it("is not any document with articles", async () => {
    await expect(readSource("<article><h1>Wind</h1></article>")).rejects.toMatchObject({ code: "bad_input" });
  });
});
