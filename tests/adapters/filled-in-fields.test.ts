import { describe, expect, it } from "vitest";
import { paperInputSchema } from "../../src/domain/paper/paper.js";
import { readSource } from "../support/read-source.js";

const atomOf = (doi: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2301.01234v1</id><title>T</title><arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">${doi}</arxiv:doi></entry></feed>`;
const oaiOf = (doi: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:arXiv.org:2301.01234</identifier></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2301.01234</id><title>T</title><doi>${doi}</doi></arXiv></metadata></record></ListRecords></OAI-PMH>`;

/** A paper in each external format, with a DOI entered by hand. */
const formats: readonly (readonly [name: string, write: (doi: string) => string])[] = [
  ["csv", (doi) => `title,doi\nT,"${doi}"\n`],
  ["tsv", (doi) => `title\tdoi\tabstract\nT\t${doi}\tA\n`],
  ["bibtex", (doi) => `@article{t, title={T}, doi={${doi}}}\n`],
  ["ris", (doi) => `TY  - JOUR\nTI  - T\nDO  - ${doi}\nER  - \n`],
  ["arxiv-atom", atomOf],
  ["oai-pmh", oaiOf],
  [
    "arxiv-kaggle",
    (doi) =>
      `${JSON.stringify({ id: "2301.01234", title: "T", update_date: "2020-01-01", authors_parsed: [["A"]], doi })}\n`,
  ],
  ["openalex", (doi) => `${JSON.stringify({ id: "https://openalex.org/W1", title: "T", authorships: [], doi })}\n`],
  ["semantic-scholar", (doi) => `${JSON.stringify({ corpusid: 1, title: "T", externalids: { DOI: doi } })}\n`],
];

describe.each(formats)("a DOI entered by hand in %s", (format, write) => {
  it.each([
    ["DOI: 10.1000/ABC", "10.1000/abc"],
    ["10.1000/first 10.1000/second", "10.1000/first"],
    ["10.1000/first; 10.1000/second", "10.1000/first"],
    ["n/a", undefined],
  ])("is read or ignored, and never prevents the import (%j)", async (written, doi) => {
    const source = await readSource(write(written));
    expect(source.format).toBe(format);
    expect(source.papers.map((paper) => paperInputSchema.parse(paper).doi)).toEqual([doi]);
  });
});

it("An arXiv id in a table is read with text around it, or ignored", async () => {
  const { papers } = await readSource("title,arxiv_id\nA,arXiv:2301.01234v2 [cs.CL]\nB,none\nC,\n");
  expect(papers.map((paper) => paperInputSchema.parse(paper).arxivId)).toEqual([
    "arXiv:2301.01234v2",
    undefined,
    undefined,
  ]);
});

describe("A zero year and a year with extra characters", () => {
  it.each([
    ["csv", "title,year\nA,0000\nB,c2019?\n"],
    ["bibtex", "@article{a, title={A}, year={0000}, month=jan}\n@article{b, title={B}, year={c2019?}}\n"],
    ["ris", "TY  - JOUR\nTI  - A\nPY  - 0000/01\nER  - \nTY  - JOUR\nTI  - B\nPY  - c2019\nER  - \n"],
    [
      "openalex",
      '{"id":"https://openalex.org/W1","title":"A","authorships":[],"publication_year":0}\n{"id":"https://openalex.org/W2","title":"B","authorships":[],"publication_year":2019}\n',
    ],
    ["semantic-scholar", '{"corpusid":1,"title":"A","year":0}\n{"corpusid":2,"title":"B","year":2019}\n'],
  ])("do not reject a paper in %s", async (format, text) => {
    const source = await readSource(text);
    expect(source.format).toBe(format);
    const papers = source.papers.map((paper) => paperInputSchema.parse(paper));
    expect(papers.map(({ year }) => year)).toEqual([undefined, 2019]);
    expect(papers[0]?.date).toBeUndefined();
  });
});
