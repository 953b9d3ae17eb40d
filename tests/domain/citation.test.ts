import { describe, expect, it } from "vitest";
import { findAddress } from "../../src/domain/citation/address.js";
import { formatBibtex } from "../../src/domain/citation/bibtex.js";
import { chooseBibtexKey, createKeyChooser } from "../../src/domain/citation/bibtex-key.js";
import { csvHeader, formatCsvRow } from "../../src/domain/citation/csv.js";
import { formatRis } from "../../src/domain/citation/ris.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import type { WorkType } from "../../src/domain/paper/work-type.js";
import { wholePaper } from "../support/whole-paper.js";

const bare: Paper = { id: "x", title: "A title", authors: [], categories: [], keywords: [] };
const paper: Paper = {
  ...wholePaper,
  title: "50% of $J/Ψ_1$ & Parameter-Efficient Transfer",
  abstract: "Fine-tuning large models\n\nis effective.",
  authors: ["Rémy Portelas", "Giurgiu, Andrei", "Ada van den Berg Jr", "Hive Team"],
};

describe("A paper in BibTeX", () => {
  it("has names family first, a date, and escapes outside formulas", () => {
    expect(formatBibtex(paper)).toBe(`@inproceedings{portelas2019parameterefficient,
  title = {{50\\% of $J/Ψ_1$ \\& Parameter-Efficient Transfer}},
  author = {Portelas, Rémy and Giurgiu, Andrei and van den Berg, Jr, Ada and {Hive Team}},
  booktitle = {ICML},
  year = {2019},
  month = feb,
  date = {2019-02-02},
  abstract = {Fine-tuning large models is effective.},
  keywords = {adapters},
  eprint = {1902.00751},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  doi = {10.1/a#b},
  url = {https://arxiv.org/abs/1902.00751}
}
`);
  });

  it("needs only a title", () => {
    expect(formatBibtex(bare)).toBe("@misc{title,\n  title = {{A title}}\n}\n");
  });

  it("uses the parts of names that the source told apart", () => {
    const authorNames = [
      { family: "de la Cruz", given: "Ana" },
      { family: "Gogh", particle: "van", given: "Vincent", suffix: "III" },
      { literal: "Bees, Inc." },
      { family: "Band and Co", given: "A" },
      { family: "Plato" },
    ];
    const authors = ["Ana de la Cruz", "Vincent van Gogh III", "Bees, Inc.", "A Band and Co", "Plato"];
    expect(formatBibtex({ ...bare, authors, authorNames })).toContain(
      "author = {{de la Cruz}, Ana and van Gogh, III, Vincent and {Bees, Inc.} and {Band and Co}, A and {Plato}}",
    );
  });

  it.each<[WorkType, string]>([
    ["article-journal", "@article{title,\n  title = {{A title}},\n  journal = {Hives}"],
    ["article", "@misc{title,\n  title = {{A title}},\n  organization = {Hives}"],
    ["dataset", "@misc{title,\n  title = {{A title}},\n  organization = {Hives},\n  type = {Dataset}"],
    ["software", "@software{title,\n  title = {{A title}},\n  organization = {Hives}"],
    ["paper-conference", "@inproceedings{title,\n  title = {{A title}},\n  booktitle = {Hives}"],
    ["chapter", "@incollection{title,\n  title = {{A title}},\n  booktitle = {Hives}"],
    ["book", "@book{title,\n  title = {{A title}},\n  series = {Hives}"],
    ["thesis", "@phdthesis{title,\n  title = {{A title}},\n  school = {Hives}"],
    ["report", "@techreport{title,\n  title = {{A title}},\n  institution = {Hives}"],
  ])("has the entry of its type: %s", (type, start) => {
    expect(formatBibtex({ ...bare, type, venue: "Hives" })).toContain(start);
  });

  it.each([
    "Proceedings of the 3rd Gathering of Keepers",
    "ICRA 2019",
    "2022 IEEE Congress on Hives",
    "Advances in Neural Information Processing Systems",
  ])("is of a conference, whatever the meeting: %s", (venue) => {
    expect(formatBibtex({ ...bare, venue })).toContain("@inproceedings{");
    expect(formatRis({ ...bare, venue })).toContain("TY  - CPAPER\n");
  });

  it.each([
    ["``", "`{}`"],
    // An accent over a consonant has no character, and leaves its sign.
    ["`\\`s", "`{}`s"],
    ["a--b", "a-{}-b"],
  ])("has no pair of signs that LaTeX prints as one: %s", (title, written) =>
    expect(formatBibtex({ ...bare, title })).toContain(`title = {{${written}}}`),
  );

  it("leaves no command of a hostile paper in its fields", () => {
    const attack = String.raw`x}, note = {y \input{/etc/passwd} $\input{x}$ $^^5cinput{y}$ $\write18{z}$ @misc{a, % \end`;
    const hostile = { ...bare, title: attack, authors: [attack], venue: attack, abstract: attack, keywords: [attack] };
    const entry = formatBibtex({ ...hostile, doi: "10.1000/}\\x", url: "https://a.b/{},%20note={\\input{x}}" });
    expect(entry.match(/^ {2}\w+ = .*,?$/gm)?.length).toBe(entry.trimEnd().split("\n").length - 2);
    expect(
      entry.match(/\\[A-Za-z]+/g)?.filter((name) => !/^\\text(?:backslash|brace(?:left|right)|ascii\w+)$/.test(name)),
    ).toEqual([]);
    expect(entry).not.toMatch(/(?<!\\)[%#&^](?![\dA-F]{2})/);
    expect(entry).toContain("url = {https://a.b/%7B%7D,%20note=%7B%5Cinput%7Bx%7D%7D}");
    expect(entry).not.toContain("doi =");
    expect(entry.split("{").length).toBe(entry.split("}").length);
  });
});

describe("A key of BibTeX", () => {
  it.each<[Partial<Paper>, string]>([
    [{ authors: ["José Núñez"], year: 2020, title: "Über die Ähnlichkeit" }, "nunez2020uber"],
    [{ authors: ["Ada van den Berg"], title: "On a {b} \\c%" }, "vandenbergon"],
    [{ authors: ["李明"], title: "蜜蜂" }, "paper"],
    [{ title: "x".repeat(500) }, "x".repeat(40)],
  ])("is in plain letters: %j", (fields, key) => expect(chooseBibtexKey({ ...bare, ...fields })).toBe(key));

  it("is unique within an export, and the same in the next one", () => {
    const papers = Array.from({ length: 2_000 }, (_, at) => ({ ...bare, id: `p${at}`, title: `Bees ${at % 3}` }));
    const choose = () => {
      const next = createKeyChooser();
      return papers.map((one) => next(one));
    };
    expect(new Set(choose()).size).toBe(2_000);
    expect(choose()).toEqual(choose());
    const later = createKeyChooser();
    const [, second] = choose();
    expect([later(papers[0]!), later(papers[1_999]!), later(papers[1]!)][2]).toBe(second);
  });
});

describe("A paper in RIS", () => {
  it("has one tag per line and one line per author", () => {
    expect(formatRis(paper).split("\n")).toEqual([
      "TY  - CPAPER",
      "TI  - 50% of J/Ψ₁ & Parameter-Efficient Transfer",
      "AU  - Portelas, Rémy",
      "AU  - Giurgiu, Andrei",
      "AU  - van den Berg, Ada, Jr",
      "AU  - Hive Team",
      "C3  - ICML",
      "PY  - 2019",
      "DA  - 2019/02/02",
      "AB  - Fine-tuning large models is effective.",
      "KW  - adapters",
      "DO  - 10.1/a#b",
      "AN  - arXiv:1902.00751",
      "UR  - https://arxiv.org/abs/1902.00751",
      "ER  - ",
      "",
    ]);
    expect(formatRis(bare)).toBe("TY  - GEN\nTI  - A title\nER  - \n");
  });

  it.each<[WorkType, string]>([
    ["article-journal", "JO  - Hives"],
    ["paper-conference", "C3  - Hives"],
    ["article", "T2  - Hives"],
    ["thesis", "PB  - Hives"],
    ["report", "PB  - Hives"],
    ["dataset", "PB  - Hives"],
  ])("has its venue where its type has one: %s", (type, line) => {
    expect(formatRis({ ...bare, type, venue: "Hives" })).toContain(`\n${line}\n`);
  });

  it("has its key where Zotero looks for one, too", () => {
    const written = formatRis(bare, { tags: [], isRead: false, key: "one2020" });
    expect(written).toContain("\nID  - one2020\nM2  - Citation Key: one2020\n");
  });

  it("cannot be ended by its text", () => {
    const abstract = "a\nER  - \r\nTY  - JOUR\u2028ER  - \u0085ER  - \vER  - ";
    expect(formatRis({ ...bare, abstract })).toBe(
      "TY  - GEN\nTI  - A title\nAB  - a ER - TY - JOUR ER - ER - ER -\nER  - \n",
    );
  });
});

describe("A paper in a table", () => {
  it("is a row under our own names of fields", () => {
    expect(csvHeader).toBe(
      "\uFEFFid,title,abstract,authors,year,date,venue,type,categories,keywords,doi,arxivId,url,tags,extra,retracted,retractionNote\r\n",
    );
    expect(
      formatCsvRow({ ...bare, title: 'Bees, "wasps"', authors: ["Ada One", "Bo Two"], keywords: ["a, b", "c; d"] }),
    ).toBe('x,"Bees, ""wasps""",,"One, Ada; Two, Bo",,,,,,"[""a, b"",""c; d""]",,,,,,,\r\n');
    const own = { tags: ["to read", "x; y"], extra: { stage: "in" }, retracted: true, retractionNote: "2021" };
    expect(formatCsvRow({ ...bare, ...own })).toContain(',"[""to read"",""x; y""]","{""stage"":""in""}",true,2021\r\n');
  });

  it.each([
    [{ arxivId: "2301.01234" }, "preprint"],
    [{ type: "article" as const }, "preprint"],
    [{ venue: "Hive Letters" }, "article-journal"],
    [{ type: "thesis" as const }, "thesis"],
  ])("has the type that tables call it: %j", (fields, type) => {
    expect(formatCsvRow({ ...bare, ...fields })).toContain(`,${type},`);
  });

  it.each(["=cmd|' /C calc'!A0", "+1", "-omics", "@SUM(A1)", "'=1", "＝1"])(
    "is not run by a spreadsheet: %s",
    (title) => {
      expect(formatCsvRow({ ...bare, title })).toMatch(/^x,"?''?[=+\-@＝]/);
    },
  );
});

describe("The URL of a paper", () => {
  it("is a web address, preferably the paper's own", () => {
    expect(findAddress({ url: "https://example.org/p", doi: "10.1/a" })).toBe("https://example.org/p");
    expect(findAddress({ url: "javascript:alert(1)", arxivId: "math/0211159" })).toBe(
      "https://arxiv.org/abs/math/0211159",
    );
    expect(findAddress({ url: "data:text/html,x", doi: "10.1/a#b?c" })).toBe("https://doi.org/10.1/a%23b%3Fc");
    expect(findAddress({ url: "no address" })).toBeUndefined();
  });
});
