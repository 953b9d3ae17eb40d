import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const readPapers = async (text: string, name = "table.csv") => (await readSource(text, { name })).papers;

describe("A table", () => {
  it("does not take its rows' numbers as ids, unless told to", async () => {
    const table = "id,title\n1,Dunes move\n2,Lakes fill\n";
    expect(await readPapers(table)).toEqual([{ title: "Dunes move" }, { title: "Lakes fill" }]);
    const chosen = await readSource(table, { columns: { id: "id" } });
    expect(chosen.papers).toMatchObject([{ id: "1" }, { id: "2" }]);
  });

  it("has the DOI or arXiv id of a paper in a column of ids or addresses", async () => {
    const table =
      "id,title,url\nhttp://arxiv.org/abs/1905.01234v2,A,\n10.1234/b,B,\n12,C,https://www.doi.org/10.1234/c\n1905.01235,D,\n1899.01235,E,\n";
    expect(await readPapers(table)).toEqual([
      { title: "A", arxivId: "http://arxiv.org/abs/1905.01234v2" },
      { title: "B", doi: "10.1234/b" },
      { title: "C", doi: "10.1234/c", url: "https://www.doi.org/10.1234/c" },
      { title: "D", arxivId: "1905.01235" },
      { title: "E" },
    ]);
  });

  it.each([
    ["a line about the export", '"About: exported today, all fields."\nRank,Title,PubYear\n1,Dunes move,2019\n'],
    ["lines and blank lines", "My library\n\nexported on 1 May\n\nTitle,Year\nDunes move,2019\n"],
    ["a line that declares the separator", "sep=;\r\nTitle;Year\r\nDunes move;2019\r\n"],
    ["the same, in quotation marks", '"sep=;"\nTitle;Year\nDunes move;2019\n'],
    ["a byte order mark", "\uFEFFTitle,Year\nDunes move,2019\n"],
    ["carriage returns only", "Title,Year\rDunes move,2019\r"],
    ["empty columns", "Title,Year,,\nDunes move,2019,,\n,,,\n"],
    ["German headers", "Titel;Jahr\nDunes move;2019\n"],
    ["French headers", "TITRE;Année\nDunes move;2019\n"],
    ["Chinese headers", "标题,年份\nDunes move,2019\n"],
    ["Japanese headers", "タイトル\t発行年\nDunes move\t2019\n"],
  ])("is read with %s", async (_, table) => {
    expect(await readPapers(table)).toEqual([{ title: "Dunes move", year: 2019 }]);
  });

  it("takes a value from the next column of its kind where the best one has none", async () => {
    const table =
      'Title,Journal,Booktitle,Source,Authors,AF\nA,,Proc. Sand,Scopus,Abo S,\nB,Sand,,Scopus,Abo S,"Abo, Sten"\n';
    expect(await readPapers(table)).toMatchObject([
      { venue: "Proc. Sand", authors: ["S Abo"] },
      { venue: "Sand", authors: ["Sten Abo"] },
    ]);
  });

  it("leaves out what says that there is no value", async () => {
    const cells = ["NA", "nan", "NULL", "None", "-", "N/A", "[No abstract available]"];
    const table = `Title,Abstract\n${cells.map((cell) => `T,${cell}`).join("\n")}\n`;
    expect(await readPapers(table)).toEqual(cells.map(() => ({ title: "T" })));
  });

  it.each([
    ["2019.0", { year: 2019 }],
    ["43586", { year: 2019, date: "2019-05-01" }],
    ["20190503", { year: 2019, date: "2019-05-03" }],
    ["2019/5/3", { year: 2019, date: "2019-05-03" }],
    ["3.5.2019", { year: 2019, date: "2019-05-03" }],
    ["5/31/2019", { year: 2019, date: "2019-05-31" }],
    ["3/5/2019", { year: 2019, date: "2019" }],
    ["May 3, 2019", { year: 2019, date: "2019-05-03" }],
    ["2019 May", { year: 2019, date: "2019-05" }],
    ["2019-05-03 00:00:00", { year: 2019, date: "2019-05-03" }],
    ["2019年5月3日", { year: 2019, date: "2019-05-03" }],
    ["unknown", {}],
  ])("has dates and years in any spelling: %s", async (cell, expected) => {
    const column = "date" in expected || Object.keys(expected).length === 0 ? "Date" : "Year";
    expect(await readPapers(`Title\t${column}\nA\t${cell}\n`)).toEqual([{ title: "A", ...expected }]);
  });

  it("takes the year of a date without one from its own column", async () => {
    expect(await readPapers("Title,Date,Year\nA,Sep 18,2018\n")).toEqual([
      { title: "A", year: 2018, date: "2018-09-18" },
    ]);
  });

  it("has lists with any separator", async () => {
    const table = "Title\tKeywords\nA\tsand; wind\nB\tsand, wind (dry, hot)\nC\tsand|wind\nD\t\"['sand', 'wind']\"\n";
    expect(await readPapers(table)).toMatchObject([
      { keywords: ["sand", "wind"] },
      { keywords: ["sand", "wind (dry, hot)"] },
      { keywords: ["sand", "wind"] },
      { keywords: ["sand", "wind"] },
    ]);
  });
});

describe("The table of", () => {
  it("IEEE Xplore is read to its end, with quotation marks that are not doubled", async () => {
    const papers = await readPapers(
      '"Document Title",Authors,"Publication Title","Publication Year","DOI","Author Keywords","Document Identifier"\n' +
        '"One","I. Ruel; S. Abo","Dunes","2001","10.1234/1","sand;wind","IEEE Journals"\n' +
        '"Two","I. Ruel","SAND 2007 - "Grains as Tools"","2007","10.1234/2","","IEEE Conferences"\n' +
        '"Three","S. Abo","Dunes","2003","10.1234/3","","IEEE Journals"\n',
    );
    expect(papers).toEqual([
      {
        title: "One",
        authors: ["I. Ruel", "S. Abo"],
        authorNames: [
          { family: "Ruel", given: "I." },
          { family: "Abo", given: "S." },
        ],
        year: 2001,
        venue: "Dunes",
        type: "article-journal",
        keywords: ["sand", "wind"],
        doi: "10.1234/1",
      },
      expect.objectContaining({ venue: 'SAND 2007 - "Grains as Tools"', type: "paper-conference", year: 2007 }),
      expect.objectContaining({ title: "Three", doi: "10.1234/3" }),
    ]);
  });

  it("Scopus has names with ids", async () => {
    const papers = await readPapers(
      '"Authors","Author full names","Author(s) ID","Title","Year","Source title","Index Keywords","Document Type","Source"\n' +
        '"Ruel I.; Abo S.","Ruel, Ida (57190000001); Abo, Sten (57190000002)","57190000001; 57190000002","Dunes move","2019","Sand Letters","sand; wind","Conference paper","Scopus"\n',
    );
    expect(papers).toEqual([
      {
        title: "Dunes move",
        authors: ["Ida Ruel", "Sten Abo"],
        authorNames: [
          { family: "Ruel", given: "Ida" },
          { family: "Abo", given: "Sten" },
        ],
        year: 2019,
        venue: "Sand Letters",
        type: "paper-conference",
        keywords: ["sand", "wind"],
      },
    ]);
  });

  it("Web of Science has Keywords Plus in the column ID, and full names in AF", async () => {
    const header = "PT\tAU\tAF\tTI\tSO\tDT\tDE\tID\tAB\tPY\tDI\tUT";
    const row =
      "J\tRuel, I\tRuel, Ida\tDunes move\tSAND LETTERS\tArticle\tsand\tFLOW\tAbout it.\t2019\t10.1234/d\tWOS:1";
    const text = `${header}\n${row}\n`;
    const expected = {
      title: "Dunes move",
      abstract: "About it.",
      authors: ["Ida Ruel"],
      authorNames: [{ family: "Ruel", given: "Ida" }],
      year: 2019,
      venue: "SAND LETTERS",
      type: "article-journal",
      keywords: ["sand"],
      doi: "10.1234/d",
    };
    expect(await readPapers(text, "savedrecs.txt")).toEqual([expected]);
    const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
    expect((await readSource(utf16, { name: "savedrecs.txt" })).papers).toEqual([expected]);
  });

  it("PubMed has family names before initials", async () => {
    const papers = await readPapers(
      'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,DOI\n7,Dunes move.,"Ruel I, Abo SB.",Sand. 2019,Ruel I,Sand Lett,2019,2019/05/03,\n',
    );
    expect(papers).toMatchObject([{ authors: ["I Ruel", "SB Abo"], venue: "Sand Lett", year: 2019 }]);
  });

  it("Embase has the journal and year of a paper in one cell, and its DOI in a link", async () => {
    const papers = await readPapers(
      'Title,Original Title,Author Names,Source,Abstract,Open URL Link\nDunes move,,"Ruel I., Abo S.B.","Sand Letters (2019) 12:3 (45-67). Date of Publication: 5 May 2019",How.,http://sfx.example.org/x?sid=EMBASE&id=doi:10.1234%2Fdunes&atitle=Dunes\n',
    );
    expect(papers).toMatchObject([
      {
        title: "Dunes move",
        authors: ["I. Ruel", "S.B. Abo"],
        venue: "Sand Letters",
        year: 2019,
        doi: "10.1234/dunes",
      },
    ]);
  });

  it("Embase may have a row for each field", async () => {
    const source = await readSource(
      '"TITLE","Dunes move"\n"AUTHOR NAMES","Ruel I.","Abo S.B."\n"SOURCE TITLE","Sand Letters"\n"PUBLICATION YEAR","2019"\n"ABSTRACT","How."\n\n' +
        '"TITLE","Lakes fill"\n"PUBLICATION YEAR","2020"\n"DOI","10.1234/lakes"\n',
    );
    expect(source.records.map(({ line }) => line)).toEqual([1, 7]);
    expect(source.papers).toMatchObject([
      { title: "Dunes move", authors: ["I. Ruel", "S.B. Abo"], venue: "Sand Letters", year: 2019, abstract: "How." },
      { title: "Lakes fill", year: 2020, doi: "10.1234/lakes" },
    ]);
  });

  it("SpringerLink names title and DOI of the item", async () => {
    const papers = await readPapers(
      "Item Title,Publication Title,Item DOI,Authors,Publication Year,URL,Content Type\nDunes move,Sand Letters,10.1234/d,Ida Ruel,2019,http://link.example.org/d,Article\n",
    );
    expect(papers).toMatchObject([{ title: "Dunes move", venue: "Sand Letters", doi: "10.1234/d", year: 2019 }]);
  });
});
