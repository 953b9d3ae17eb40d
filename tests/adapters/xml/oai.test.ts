import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const record = (metadata: string) => `<record><header><identifier>oai:dunes.example:1</identifier></header>
  <metadata>${metadata}</metadata></record>`;
const wrap = (...records: readonly string[]) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>${records.join("")}</ListRecords></OAI-PMH>`;

describe("OAI-PMH", () => {
  it("keeps the parts of names, and names of collaborations whole", async () => {
    const author = (...parts: readonly string[]) => `<author>${parts.join("")}</author>`;
    const arxiv = `<arXiv><id>2101.00001</id><title>Wind</title><authors>
      ${author("<keyname>van den Berg</keyname>", "<forenames>Ada</forenames>", "<suffix>Jr</suffix>")}
      ${author("<keyname>Collaboration</keyname>", "<forenames>Dune</forenames>")}${author("<keyname>:</keyname>")}</authors></arXiv>`;
    const dublinCore = `<oai_dc:dc><dc:title>Sand</dc:title><dc:creator>Liu, Bo; Vance, Ada</dc:creator></oai_dc:dc>`;
    const { papers } = await readSource(wrap(record(arxiv), record(dublinCore)));
    expect(papers.map(({ authors, authorNames }) => [authors, authorNames])).toEqual([
      [
        ["Ada van den Berg Jr", "Dune Collaboration"],
        [{ family: "Berg", particle: "van den", given: "Ada", suffix: "Jr" }, { literal: "Dune Collaboration" }],
      ],
      [
        ["Bo Liu", "Ada Vance"],
        [
          { family: "Liu", given: "Bo" },
          { family: "Vance", given: "Ada" },
        ],
      ],
    ]);
  });

  it("reads records in JATS and MODS, and says which it does not read", async () => {
    const jats = `<article><front><article-meta><title-group><article-title>In <italic>JATS</italic></article-title></title-group>
      </article-meta></front><body><p>${"sand ".repeat(300_000)}</p></body></article>`;
    const mods = "<mods><titleInfo><title>In MODS</title></titleInfo></mods>";
    const marc = `<marc:record><marc:datafield tag="245"><marc:subfield code="a">In MARC</marc:subfield></marc:datafield></marc:record>`;
    const { records } = await readSource(wrap(record(jats), record(mods), record(marc)));
    expect(records).toMatchObject([
      { line: 1, value: { title: "In JATS" } },
      { line: 2, value: { title: "In MODS" } },
      { line: 3, reason: "the record is in an unknown format, <record>: harvest it as oai_dc" },
    ]);
  });

  it("reads one record by itself", async () => {
    const { format, papers } = await readSource(record("<oai_dc:dc><dc:title>Wind</dc:title></oai_dc:dc>"));
    expect([format, papers]).toMatchObject(["oai-pmh", [{ title: "Wind" }]]);
  });
});
