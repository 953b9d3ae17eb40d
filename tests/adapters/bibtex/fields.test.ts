import { describe, expect, it } from "vitest";
import { readBibtex } from "./read-bibtex.js";

async function readOne(fields: string, type = "misc"): Promise<Record<string, unknown>> {
  const { papers } = await readBibtex(`@${type}{key, title={T}, ${fields}}`);
  return { ...papers[0] };
}

describe("The date of an entry", () => {
  it.each([
    ["year = 2019", 2019, undefined],
    ["year = {{2019}}", 2019, undefined],
    ["year = {c. 2019}", 2019, undefined],
    ["year = {2019--2020}", 2019, undefined],
    ["year = {in press}", undefined, undefined],
    ["year = {2019-05-03}", 2019, "2019-05-03"],
    ["year = 2019, month = may", 2019, "2019-05"],
    ["year = 2019, month = {5}, day = {3}", 2019, "2019-05-03"],
    ['year = 2019, month = "3~" # may', 2019, "2019-05-03"],
    ["year = 2019, month = {May 10--12}", 2019, "2019-05-10"],
    ["year = 2019, month = {Spring}", 2019, undefined],
    ["date = {2019-05/2019-07}", 2019, "2019-05"],
    ["date = {2019-05-03T10:00:00}", 2019, "2019-05-03"],
    ["date = {2019-05~}", 2019, "2019-05"],
    ["date = {2019?}", 2019, undefined],
    ["date = {2019-21}", 2019, undefined],
    ["date = {forthcoming}, year = {2019}", 2019, undefined],
    ["date = {2001}, origdate = {1901}, urldate = {2020-01-01}", 2001, undefined],
    ["origdate = {1901}", 1901, undefined],
    ["year = {{\\noopsort{1973a}}1981}", 1981, undefined],
    ["year = 2019, year = 2020", 2019, undefined],
  ])("%s", async (fields, year, date) => {
    const paper = await readOne(fields);
    expect([paper.year, paper.date]).toEqual([year, date]);
  });
});

describe("The identifiers of an entry", () => {
  it.each([
    ["eprint = {9901001}, archivePrefix = {arXiv}, primaryClass = {hep-th}", { arxivId: "hep-th/9901001" }],
    ["eprint = {hep-th/9901002}", { arxivId: "hep-th/9901002" }],
    ["eprint = {1706.00001v2}, eprinttype = {ARXIV}, eprintclass = {cs.CL}", { arxivId: "1706.00001v2" }],
    ["eprint = {123456}, eprinttype = {jstor}", {}],
    ["journal = {CoRR}, volume = {abs/1706.00001}", { arxivId: "1706.00001" }],
    ["journal = {arXiv preprint arXiv:1706.00001}", { arxivId: "1706.00001" }],
    ["journal = {arXiv:1706.00001 [cs, stat]}", { arxivId: "1706.00001" }],
    ["number = {arXiv:1706.00001}, publisher = {arXiv}", { arxivId: "1706.00001" }],
    ["note = {arXiv:1706.00001 [cs.CL]}", { arxivId: "1706.00001" }],
    ["note = {arXiv preprint arXiv:1706.00001, 2017}", { arxivId: "1706.00001" }],
    ["note = {Comment on arXiv:1706.00001}", {}],
    ["note = {Reply to 10.1234/a.b}", {}],
    ["note = {doi: 10.1234/a.b}", { doi: "10.1234/a.b" }],
    ["howpublished = {\\url{https://doi.org/10.1234/a.b}}", { doi: "10.1234/a.b", url: "https://doi.org/10.1234/a.b" }],
    ["doi = {https://doi.org/10.1234/A\\_b}", { doi: "10.1234/a_b" }],
    ["doi = {n/a}", {}],
    ["url = {https://x.org/a\\_b{\\textasciitilde}c https://y.org/}", { url: "https://x.org/a_b~c" }],
    ["url = {https://x.org/long-\n  path}", { url: "https://x.org/long-path" }],
    ["url = {n/a}, ee = {https://x.org/e?a=1\\&b=2}", { url: "https://x.org/e?a=1&b=2" }],
    ["note = {See https://x.org/}", {}],
    ["url = {https://x.org/a;https://y.org/b}", { url: "https://x.org/a" }],
    ["url = {https://web.example/2019/https://x.org/a}", { url: "https://web.example/2019/https://x.org/a" }],
    [
      "url = {https://doi.org/10.1234/(SICI)1099-1778(199901)9:1<39::AID-A8>3.0.CO;2-6}",
      {
        doi: "10.1234/(sici)1099-1778(199901)9:1<39::aid-a8>3.0.co;2-6",
        url: "https://doi.org/10.1234/(SICI)1099-1778(199901)9:1<39::AID-A8>3.0.CO;2-6",
      },
    ],
  ])("%s", async (fields, ids) => {
    const { doi, arxivId, url } = await readOne(fields);
    expect({ doi, arxivId, url }).toEqual({ doi: undefined, arxivId: undefined, url: undefined, ...ids });
  });
});

describe("The titles of an entry", () => {
  it.each([
    ["subtitle = {S}", "T: S"],
    ["subtitle = {S}, titleaddon = {A talk}", "T: S. A talk"],
    ["titleaddon = {Site}, urldate = {2020}", "T"],
  ])("%s", async (fields, title) => expect((await readOne(fields)).title).toBe(title));

  it("join those of its container, and a volume without a title has that of the book", async () => {
    expect((await readOne("booktitle = {B}, booksubtitle = {C}")).venue).toBe("B: C");
    const { papers } = await readBibtex("@proceedings{a, booktitle = {B}, year = 2019}");
    expect(papers[0]).toMatchObject({ title: "B", venue: "B", type: "book" });
  });
});

describe("The type of an entry", () => {
  it.each([
    ["article", "journal = {J}", "article-journal"],
    ["article", "journal = {arXiv preprint arXiv:1706.00001}", "article"],
    ["InProceedings", "", "paper-conference"],
    ["incollection", "", "chapter"],
    ["mastersthesis", "", "thesis"],
    ["techreport", "", "report"],
    ["dataset", "", "dataset"],
    ["web_page", "", "webpage"],
    ["misc", "", undefined],
    ["misc", "type = {Dataset}", "dataset"],
    ["misc", "publisher = {bioRxiv}", "article"],
    ["misc", "publisher = {Optimization Tides}", "article"],
    ["misc", "organization = {Hives}", undefined],
    ["online", "eprint = {1706.00001}, eprinttype = {arxiv}", "article"],
    ["online", "titleaddon = {Tide Post}", "webpage"],
    ["online", "doi = {10.1000/1}", undefined],
  ])("%s with %j", async (type, fields, expected) => expect((await readOne(fields, type)).type).toBe(expected));
});

describe("The venue of an entry in no journal and no book", () => {
  it.each([
    ["misc", "publisher = {Optimization Tides}", "Optimization Tides"],
    ["dataset", "publisher = {Tide Archive}", "Tide Archive"],
    ["thesis", "publisher = {Tide Press}, school = {University of Tides}", "University of Tides"],
    ["misc", "publisher = {Tide Press}, organization = {Tide Society}", "Tide Society"],
    ["misc", "publisher = {arXiv}, eprint = {1706.00001}, archiveprefix = {arXiv}", undefined],
    ["book", "publisher = {Tide Press}", undefined],
    ["online", "titleaddon = {Tide Post}", "Tide Post"],
  ])("%s with %s", async (type, fields, venue) => expect((await readOne(fields, type)).venue).toBe(venue));
});

describe("The keywords of an entry", () => {
  it.each([
    ["keywords = {Cells, Cultured; Mice}", ["Cells, Cultured", "Mice"]],
    ["keywords = {a, b}", ["a", "b"]],
    ["keyword = {a}, keyword = {b; c}", ["a", "b", "c"]],
    ["keywords = {{Cells, Cultured}, Mice}", ["Cells, Cultured", "Mice"]],
    ["keywords = {a \\sep b}", ["a", "b"]],
    ["keywords = {R&amp;D, b}", ["R&D", "b"]],
    ["author_keywords = {a; b}, keywords = {c; d}", ["a", "b"]],
  ])("%s", async (fields, keywords) => expect((await readOne(fields)).keywords).toEqual(keywords));
});

describe("An abstract", () => {
  it.each([
    ["One.\n\n  Two.", "One. Two."],
    [
      "p {\\textless} 0.05, H{\\textless}sub{\\textgreater}2{\\textless}/sub{\\textgreater}O {\\&}amp; more",
      "p < 0.05, H2O & more",
    ],
    ["One.{\\textbackslash}n{\\textbackslash}nTWO: 5{\\textbackslash}nu", "One. TWO: 5ν"],
  ])("%j", async (source, text) => expect((await readOne(`abstract = {${source}}`)).abstract).toBe(text));
});
