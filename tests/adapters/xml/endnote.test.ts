import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const style = (text: string, face = "normal") => `<style face="${face}" font="default" size="100%">${text}</style>`;

const dunes = `<record><database name="Dunes.enl">Dunes.enl</database><rec-number>7</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author>${style("van den Berg, Ada, Jr")}</author>
<author>${style("Dune Survey,")}</author></authors></contributors>
<titles><title>${style("Uptake of CO")}${style("2", "subscript")}${style(" at 10")}${style("-3", "superscript")}${style(" in\n      ")}${style("Ammophila", "italic")}</title>
<secondary-title>${style("J. Sand")}</secondary-title></titles>
<periodical><full-title>${style("Journal of Sand")}</full-title></periodical>
<keywords><keyword>${style("wind&#xD;dune\n        grass&#xD;*Sand/*chemistry")}</keyword><keyword>${style("beaches; bays")}</keyword></keywords>
<dates><year>${style("2019")}</year><pub-dates><date>${style("Mar 4")}</date></pub-dates></dates>
<abstract>${style("To see wind. p &lt; 0.05.&#xD;Seen.")}</abstract>
<urls><related-urls><url>${style("&lt;Go to ISI&gt;://WOS:0001")}</url><url>${style("https://example.org/\n   dunes")}</url></related-urls>
<pdf-urls><url>internal-pdf://dunes.pdf</url></pdf-urls></urls>
<electronic-resource-num>${style("doi: 10.1234/Dunes.7")}</electronic-resource-num></record>`;

const wrap = (...records: readonly string[]) =>
  `<?xml version="1.0"?><xml><records>${records.join("\n")}</records></xml>`;

const minimal = (title: string, rest = "") => `<record><ref-type name="Book">6</ref-type>
  <titles><title>${title}</title></titles>${rest}</record>`;

describe("EndNote's XML", () => {
  it("is recognised by its elements, and read through runs of styled text", async () => {
    const { format, papers } = await readSource(wrap(dunes));
    expect([format, papers]).toEqual([
      "endnote-xml",
      [
        {
          title: "Uptake of CO2 at 10^-3 in Ammophila",
          abstract: "To see wind. p < 0.05. Seen.",
          authors: ["Ada van den Berg Jr", "Dune Survey"],
          authorNames: [
            { family: "Berg", particle: "van den", given: "Ada", suffix: "Jr" },
            { literal: "Dune Survey" },
          ],
          year: 2019,
          date: "2019-03-04",
          venue: "Journal of Sand",
          keywords: ["wind", "dune grass", "Sand/chemistry", "beaches", "bays"],
          type: "article-journal",
          doi: "10.1234/dunes.7",
          arxivId: undefined,
          url: "https://example.org/dunes",
        },
      ],
    ]);
  });

  it("gives the editors of a work without authors, and no parts of names that it does not tell apart", async () => {
    const editors = "<contributors><secondary-authors><author>Liu, Bo</author></secondary-authors></contributors>";
    const plain = "<contributors><authors><author>Ada Vance</author></authors></contributors>";
    const { papers } = await readSource(wrap(minimal("Edited", editors), minimal("Plain", plain)));
    expect(papers.map(({ authors, authorNames }) => [authors, authorNames])).toEqual([
      [["Bo Liu"], [{ family: "Liu", given: "Bo" }]],
      [["Ada Vance"], undefined],
    ]);
  });

  it("finds identifiers in addresses, and the type by its number", async () => {
    const url = (address: string) => `<urls><web-urls><url>${address}</url></web-urls></urls>`;
    const unnamed = `<record><ref-type>32</ref-type><titles><title>Thesis</title></titles></record>`;
    const { papers } = await readSource(
      wrap(
        minimal("One", url("https://doi.org/10.1234/one")),
        minimal("Two", url("http://arxiv.org/abs/2101.00001v2")),
        unnamed,
      ),
    );
    expect(papers.map(({ doi, arxivId, type }) => [doi, arxivId, type])).toEqual([
      ["10.1234/one", undefined, "book"],
      [undefined, "http://arxiv.org/abs/2101.00001v2", "book"],
      [undefined, undefined, "thesis"],
    ]);
  });

  it("takes initials after a family name alone for no suffix", async () => {
    const authors = ["Holm, V.", "HOLM, JR", "Holm, Jr.", "Holm, V., Ida"].map((name) => `<author>${name}</author>`);
    const list = `<contributors><authors>${authors.join("")}</authors></contributors>`;
    const { papers } = await readSource(wrap(minimal("Dunes", list)));
    expect(papers[0]?.authors).toEqual(["V. Holm", "JR HOLM", "Holm Jr.", "Ida Holm V."]);
  });

  it("stops where nothing is closed any more", async () => {
    const { records } = await readSource(`<xml><records>${"<record><titles><title>Open".repeat(30_000)}`);
    expect(records.at(-1)).toMatchObject({ reason: "the elements are nested too deep from here on" });
    expect(records.length).toBeLessThan(10_000);
  });

  it("reads on after a record that is not closed, and names where a document is truncated", async () => {
    const open = minimal("Open").replace("</record>", "");
    const { records } = await readSource(`${wrap(open, minimal("Next")).slice(0, -"</records></xml>".length)}<record>`);
    expect(records).toMatchObject([
      { line: 1, value: { title: "Open" } },
      { line: 2, value: { title: "Next" } },
      { line: 3, reason: "the document is truncated here" },
    ]);
  });
});
