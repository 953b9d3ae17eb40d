import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const volume = (meta: string, ...papers: readonly string[]) => `<volume id="1"><meta>${meta}</meta>
  <frontmatter><url hash="0">2019.sand-1.0</url></frontmatter>${papers.join("")}</volume>`;
const wrap = (...volumes: readonly string[]) => `<collection id="2019.sand">${volumes.join("")}</collection>`;

const days = "<booktitle>Proceedings of Sand Days</booktitle><month>July 28–August 2</month><year>2019</year>";
const journal =
  "<booktitle>Computational Sand, Volume 15, Number 1, March 1989</booktitle><year>1989</year><journal-volume>15</journal-volume>";

describe("XML of the ACL Anthology", () => {
  it("is recognised by its elements, and gives papers the facts of their volume", async () => {
    const paper = `<paper id="1"><title><fixed-case>DUNE</fixed-case>: words for <tex-math>\\alpha_i</tex-math> &amp; wind</title>
      <author id="ada-vance"><first>Ada</first><last>van den Berg</last><affiliation>Dune College</affiliation>
      <variant script="hani"><first>艾</first><last>达</last></variant></author><author><last>Liu</last></author>
      <abstract>We name <b>wind</b>.</abstract><url hash="1">2019.sand-1.1</url><doi>10.18653/v1/2019.sand-1.1</doi></paper>`;
    const { format, papers } = await readSource(wrap(volume(days, paper)));
    expect([format, papers]).toEqual([
      "acl-anthology",
      [
        {
          title: "DUNE: words for αᵢ & wind",
          abstract: "We name wind.",
          authors: ["Ada van den Berg", "Liu"],
          authorNames: [{ family: "Berg", particle: "van den", given: "Ada" }, { family: "Liu" }],
          year: 2019,
          date: "2019-07",
          venue: "Proceedings of Sand Days",
          type: "paper-conference",
          doi: "10.18653/v1/2019.sand-1.1",
          url: "https://aclanthology.org/2019.sand-1.1/",
        },
      ],
    ]);
  });

  it("identifies papers without a DOI by their number, and keeps addresses elsewhere", async () => {
    const { papers } = await readSource(
      wrap(
        volume(journal, "<paper id='2'><title>One</title><url>J89-1002</url></paper>"),
        volume(days, "<paper id='3'><title>Two</title><url>http://example.org/two.pdf</url></paper>"),
      ),
    );
    expect(papers).toMatchObject([
      {
        id: "acl:J89-1002",
        url: "https://aclanthology.org/J89-1002/",
        venue: "Computational Sand",
        type: "article-journal",
        year: 1989,
      },
      { url: "http://example.org/two.pdf", venue: "Proceedings of Sand Days", year: 2019 },
    ]);
    expect(papers[1]).not.toHaveProperty("id");
  });
});
