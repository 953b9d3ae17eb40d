import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const wrap = (...records: readonly string[]) => `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
${records.join("\n")}
</dblp>`;

const record = (kind: string, key: string, inner: string) =>
  `<${kind} mdate="2020-01-01" key="${key}">${inner}</${kind}>`;

describe("DBLP's XML", () => {
  it("is recognised by its root, and read with its entities, and without numbers of people", async () => {
    const { format, papers } = await readSource(
      wrap(
        record("www", "homepages/v/AdaVance", "<author>Ada Vance 0001</author><title>Home Page</title>"),
        record(
          "article",
          "journals/sand/Vance19",
          `<author orcid="0000-0000-0000-0001">Ada Vance 0001</author><author>J&ouml;rg D&uuml;ne</author>
           <title>Uptake of CO<sub>2</sub> in <i>n</i> &lt; 5 D&uuml;nen.</title><journal>J. Sand</journal><year>2019</year>
           <ee type="oa">https://example.org/dunes</ee><ee>https://doi.org/10.1234/Dunes</ee>`,
        ),
        record("data", "data/sand/1", "<title>Grains</title>"),
      ),
    );
    expect([format, papers]).toEqual([
      "dblp",
      [
        {
          title: "Uptake of CO2 in n < 5 Dünen",
          authors: ["Ada Vance", "Jörg Düne"],
          year: 2019,
          venue: "J. Sand",
          type: "article-journal",
          doi: "10.1234/dunes",
          arxivId: undefined,
          url: "https://example.org/dunes",
        },
      ],
    ]);
  });

  it("knows preprints, theses, volumes and their editors", async () => {
    const { papers } = await readSource(
      wrap(
        record(
          "article",
          "journals/corr/abs-2101-00001",
          "<title>One.</title><journal>CoRR</journal><volume>abs/2101.00001</volume>",
        ),
        record(
          "article",
          "journals/corr/0001",
          "<title>Two?</title><journal>CoRR</journal><ee>https://doi.org/10.48550/arXiv.2101.00002</ee>",
        ),
        record(
          "phdthesis",
          "phd/Vance19",
          "<author>Ada Vance</author><title>Three.</title><school>Dune College</school><month>May</month><year>2019</year>",
        ),
        record(
          "proceedings",
          "conf/sand/2019",
          "<editor>Tor Eddy</editor><title>Sand Days 2019.</title><booktitle>Sand</booktitle>",
        ),
        record(
          "inproceedings",
          "conf/sand/Liu19",
          "<title>Four</title><booktitle>Sand</booktitle><crossref>conf/sand/2019</crossref><ee>http://doi.acm.org/10.1145/4.4</ee>",
        ),
      ),
    );
    expect(papers).toMatchObject([
      { title: "One", type: "article", arxivId: "2101.00001" },
      { title: "Two?", type: "article", arxivId: "https://doi.org/10.48550/arXiv.2101.00002", doi: undefined },
      {
        type: "thesis",
        venue: "Dune College",
        date: "2019-05",
        id: "dblp:phd/Vance19",
        url: "https://dblp.org/rec/phd/Vance19",
      },
      { type: "book", authors: ["Tor Eddy"] },
      { type: "paper-conference", venue: "Sand", doi: "10.1145/4.4" },
    ]);
  });
});
