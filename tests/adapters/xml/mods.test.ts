import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const name = (inner: string, { type = "personal", role = "" } = {}) =>
  `<name type="${type}">${inner}${role === "" ? "" : `<role><roleTerm type="text">${role}</roleTerm></role>`}</name>`;

const parted = (family: string, given: string, role = "author") =>
  name(`<namePart type="given">${given}</namePart><namePart type="family">${family}</namePart>`, { role });

const mods = (title: string, rest = "") => `<mods><titleInfo><title>${title}</title></titleInfo>${rest}</mods>`;
const wrap = (...records: readonly string[]) =>
  `<modsCollection xmlns="http://www.loc.gov/mods/v3">${records.join("")}</modsCollection>`;

describe("MODS", () => {
  it("is recognised by its elements, with any prefix, and read with everything it says", async () => {
    const record = `<mods ID="Vance2019"><titleInfo type="translated"><title>Vent</title></titleInfo>
      <titleInfo><nonSort>The</nonSort><title>wind &amp; the dunes</title><subTitle>a survey.</subTitle></titleInfo>
      ${parted("van den Berg", "Ada")}${name("<namePart>Liu, Bo, 1950-</namePart>")}${parted("Eddy", "Tor", "editor")}
      ${name("<namePart>Dune College</namePart><namePart>Sand Office</namePart>", { type: "corporate", role: "aut" })}
      <genre>journal article</genre><originInfo><dateIssued encoding="w3cdtf">2019</dateIssued></originInfo>
      <abstract>To see wind.</abstract><subject><topic>Wind</topic><geographic>Sahara</geographic></subject>
      <relatedItem type="host"><titleInfo><title>Journal of Sand</title></titleInfo>
      <originInfo><dateIssued point="start">1990</dateIssued></originInfo><part><date>Mar. 2019</date></part></relatedItem>
      <relatedItem type="constituent"><titleInfo><title>Part</title></titleInfo>${parted("Else", "One")}</relatedItem>
      <identifier type="doi">10.1234/Dunes</identifier><location><url>https://example.org/dunes</url></location></mods>`;
    const prefixed = wrap(record).replace(/<(\/?)(\w)/g, "<$1m:$2");
    for (const text of [wrap(record), prefixed, record]) {
      const { format, papers } = await readSource(text);
      expect([format, papers]).toEqual([
        "mods",
        [
          {
            title: "The wind & the dunes: a survey",
            abstract: "To see wind.",
            authors: ["Ada van den Berg", "Bo Liu", "Dune College. Sand Office"],
            authorNames: [
              { family: "Berg", particle: "van den", given: "Ada" },
              { family: "Liu", given: "Bo" },
              { literal: "Dune College. Sand Office" },
            ],
            year: 2019,
            date: "2019-03",
            venue: "Journal of Sand",
            keywords: ["Wind"],
            type: "article-journal",
            doi: "10.1234/dunes",
            arxivId: undefined,
            url: "https://example.org/dunes",
          },
        ],
      ]);
    }
  });

  it("reads the editors of a work without authors, its meeting, and the type of what it is part of", async () => {
    const meeting = name("<namePart>Sand 2019</namePart>", { type: "conference", role: "creator" });
    const host = `<relatedItem type="host"><titleInfo><title>Sand Days</title></titleInfo><genre>conference publication</genre></relatedItem>`;
    const { papers } = await readSource(
      wrap(mods("Edited", parted("Eddy", "Tor", "editor")), mods("Met", meeting), mods("Part", host)),
    );
    expect(papers).toMatchObject([
      { authors: ["Tor Eddy"] },
      { authors: [], venue: "Sand 2019" },
      { venue: "Sand Days", type: "paper-conference" },
    ]);
  });

  it.each([
    ["<dateIssued>c1984</dateIssued><dateIssued encoding='marc'>1984</dateIssued>", 1984, undefined],
    ["<dateIssued>20190304</dateIssued><dateIssued point='end'>1999</dateIssued>", 2019, "2019-03-04"],
    ["<copyrightDate>2001</copyrightDate><dateCreated>1999</dateCreated>", 2001, undefined],
  ])("reads the date in %s", async (dates, year, date) => {
    const { papers } = await readSource(wrap(mods("Dated", `<originInfo>${dates}</originInfo>`)));
    expect([papers[0]?.year, papers[0]?.date]).toEqual([year, date]);
  });
});
