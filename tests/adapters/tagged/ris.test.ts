import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

/** The papers of RIS lines; `fields` is the inside of one reference. */
const read = async (text: string) => (await readSource(text, { format: "ris" })).papers;
const readOne = async (fields: string, type = "JOUR") => (await read(`TY  - ${type}\n${fields}\nER  - \n`))[0];

describe("the lines of RIS", () => {
  const expected = [{ title: "Tides of the bay", year: 2011, authors: ["Ida Holm", "Rui Costa"] }];

  it.each([
    [
      "as the format demands",
      "TY  - JOUR\nAU  - Holm, Ida\nAU  - Costa, Rui\nTI  - Tides of the bay\nPY  - 2011\nER  - \n",
    ],
    ["no blank behind", "TY  -JOUR\nAU  -Holm, Ida\nAU  -Costa, Rui\nTI  -Tides of the bay\nPY  -2011\nER  -\n"],
    ["one blank", "TY - JOUR\nAU - Holm, Ida\nAU - Costa, Rui\nTI - Tides of the bay\nPY - 2011\nER -\n"],
    ["no blank in front", "TY- JOUR\nAU- Holm, Ida\nAU- Costa, Rui\nTI- Tides of the bay\nPY- 2011\nER-\n"],
    ["no blank at all", "TY-JOUR\nAU-Holm, Ida\nAU-Costa, Rui\nTI-Tides of the bay\nPY-2011\nER-\n"],
    ["tabs", "TY\t-\tJOUR\nAU\t- Holm, Ida\nAU\t- Costa, Rui\nTI\t- Tides of the bay\nPY\t- 2011\nER\t-\n"],
    ["lower case", "ty  - jour\nau  - Holm, Ida\nau  - Costa, Rui\nti  - Tides of the bay\npy  - 2011\ner  - \n"],
    [
      "indented",
      "  TY  - JOUR\n  AU  - Holm, Ida\n  AU  - Costa, Rui\n  TI  - Tides of the bay\n  PY  - 2011\n  ER  - \n",
    ],
    ["a dash", "TY  – JOUR\nAU  – Holm, Ida\nAU  – Costa, Rui\nTI  – Tides of the bay\nPY  – 2011\nER  –\n"],
    ["carriage returns", "TY  - JOUR\rAU  - Holm, Ida\rAU  - Costa, Rui\rTI  - Tides of the bay\rPY  - 2011\rER  - \r"],
    [
      "a byte order mark",
      "\uFEFFTY  - JOUR\nAU  - Holm, Ida\nAU  - Costa, Rui\nTI  - Tides of the bay\nPY  - 2011\nER  - \n",
    ],
    [
      "blank lines between",
      "TY  - JOUR\n\nAU  - Holm, Ida\n\nAU  - Costa, Rui\n\nTI  - Tides of\nthe bay\n\nPY  - 2011\n\nER  - \n",
    ],
    [
      "text around",
      "Provider: Shore\n1.\nTY  - JOUR\nAU  - Holm, Ida\nAU  - Costa, Rui\nTI  - Tides of the bay\nPY  - 2011\nER  - \n2.\n",
    ],
    ["no last line", "TY  - JOUR\nAU  - Holm, Ida\nAU  - Costa, Rui\nTI  - Tides of the bay\nPY  - 2011"],
    ["no first line", "AU  - Holm, Ida\nAU  - Costa, Rui\nTI  - Tides of the bay\nPY  - 2011\nER  - \n"],
  ])("are read and recognised: %s", async (_how, text) => {
    const source = await readSource(text);
    expect(source.format).toBe("ris");
    expect(source.papers).toMatchObject(expected);
    expect((await readSource(text, {}, 1)).papers).toEqual(source.papers);
  });

  const titles = async (text: string) => (await read(text)).map(({ title }) => title);

  it("end a reference where the next one begins, with ER, TY or a blank line missing", async () => {
    expect(await titles("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n\nTY  - BOOK\nTI  - C\nER  - \n")).toEqual([
      "A",
      "B",
      "C",
    ]);
    expect(await titles("TI  - A\nAU  - X, Y\nER  - \nAU  - X, Y\nTI  - B\nER  - \n")).toEqual(["A", "B"]);
    expect(await titles("AU  - X, Y\nTI  - A\n\nAU  - X, Y\nTI  - B\n\nTI  - C\n")).toEqual(["A", "B", "C"]);
    expect(await titles("ID  - 1\nTY  - JOUR\nTI  - A\nER  - \nTI  - B\n\nTY  - JOUR\nTI  - C\nER  -\n")).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  it("are told from lines of a text that look like tags", async () => {
    const abstract =
      "First part.\n\nSecond part,\nUS - based, and\nIL-6 - high;\nER  - positive cells were\nTY  - as before - typed.";
    const paper = await readOne(`TI  - T\nAB  - ${abstract}\nPY  - 2001`);
    expect(paper).toMatchObject({
      abstract:
        "First part. Second part, US - based, and IL-6 - high; ER  - positive cells were TY  - as before - typed.",
      year: 2001,
    });
  });

  it("may contain the line separators of Unicode", async () => {
    expect(await readOne("TI  - One\u2028two\nAB  - a\u0085b\u2029c\nPY  - 2001")).toMatchObject({
      title: "One\u2028two",
      abstract: "a\u0085b\u2029c",
      year: 2001,
    });
  });
});

describe("the fields of RIS", () => {
  it.each([
    ["PY  - 2013\nDA  - APR 9", 2013, "2013-04-09"],
    ["PY  - 2013\nDA  - 2013/04/09/", 2013, "2013-04-09"],
    ["PY  - 2013\nDA  - 2013/Spring", 2013, undefined],
    ["PY  - 2013///", 2013, undefined],
    ["PY  - 2013/11//", 2013, "2013-11"],
    ["Y1  - 2013/11/02/", 2013, "2013-11-02"],
    ["DA  - 9 April 2013", 2013, "2013-04-09"],
    ["DA  - April 9, 2013", 2013, "2013-04-09"],
    ["DA  - 20130409", 2013, "2013-04-09"],
    ["DA  - 2013 Apr-May", 2013, "2013-04"],
    ["Y1  - 3-7 Aug. 2013", 2013, "2013-08"],
    ["PY  - 0000\nDA  - 2013", 2013, undefined],
    ["Y1  - 1900/01/01\nDA  - 1950/01/01", 1950, "1950-01-01"],
    ["PY  - 2013\nDA  - 2012/12/30", 2013, undefined],
    ["PY  - in press", undefined, undefined],
  ])("give the year and, as far as known, the date: %j", async (fields, year, date) => {
    const paper = await readOne(`TI  - T\n${fields}`);
    expect([paper?.year, paper?.date]).toEqual([year, date]);
  });

  it("give authors in the order of the file, and editors where there are none", async () => {
    expect((await readOne("A1  - One, Ann\nAU  - Two, Bob\nA1  - Three, Cy\nA2  - Four, Di"))?.authors).toEqual([
      "Ann One",
      "Bob Two",
      "Cy Three",
    ]);
    expect((await readOne("BT  - T\nA2  - Four, Di\nED  - Five, Ed", "BOOK"))?.authors).toEqual(["Ed Five"]);
    expect((await readOne("BT  - T\nA3  - Four, Di", "EDBOOK"))?.authors).toEqual(["Di Four"]);
  });

  it.each([
    ["GEN", "PB  - Tide Archive", "Tide Archive", "article"],
    ["GEN", "T2  - Tides\nPB  - Tide Press", "Tides", undefined],
    ["DATA", "PB  - Tide Archive", "Tide Archive", "dataset"],
    ["COMP", "T2  - Tide Tools\nPB  - Tide Archive", "Tide Tools", "software"],
    ["BOOK", "PB  - Tide Press", "", "book"],
  ])("give a publisher as the venue of what has no other: %s, %j", async (type, fields, venue, workType) => {
    expect(await readOne(`TI  - T\n${fields}`, type)).toMatchObject({ venue, ...(workType && { type: workType }) });
  });

  it.each([
    ["KW  - Tides\nKW  - Seas, Cold\nKW  - *Tides", ["Tides", "Seas, Cold"]],
    ["KW  - Tides\nSeas, Cold\nSand", ["Tides", "Seas, Cold", "Sand"]],
    ["KW  - tides; cold seas ; sand;", ["tides", "cold seas", "sand"]],
    ["KW  - tides; a very\n      cold sea; sand", ["tides", "a very cold sea", "sand"]],
    ["KW  - tides, seas, sand, wind", ["tides", "seas", "sand", "wind"]],
    ["KW  - cold seas of the far north,sand", ["cold seas of the far north,sand"]],
    ["KW  - cold seas of the far north,sand,wind", ["cold seas of the far north", "sand", "wind"]],
    ["KW  - R&amp;D; tides", ["R&D", "tides"]],
    ["KW  - NA", []],
  ])("give keywords: %j", async (fields, keywords) => {
    expect((await readOne(`TI  - T\n${fields}`))?.keywords).toEqual(keywords);
  });

  it("split a list of keywords that is too long for one", async () => {
    const list = Array.from({ length: 40 }, (_, at) => `keyword ${at} of the bay`);
    expect((await readOne(`TI  - T\nKW  - ${list.join("; ")}`))?.keywords).toEqual(list);
  });

  it.each([
    ["JOUR", "TI  - T\nJO  - J. Bays\nJF  - Journal of Bays\nT3  - Series", "T", "Journal of Bays"],
    ["JOUR", "TI  - T\nJF  - J. Bays\nT2  - Journal of Bays", "T", "Journal of Bays"],
    ["JOUR", "T1  - T\nJA  - J. Bays", "T", "J. Bays"],
    ["BOOK", "BT  - T\nT2  - Books of the sea", "T", "Books of the sea"],
    ["CHAP", "T1  - T\nBT  - The bay\nT3  - Books of the sea", "T", "The bay"],
    ["CPAPER", "TI  - T\nC3  - Bay Conference", "T", "Bay Conference"],
    ["CONF", "CT  - T\nT2  - Bay Conference", "T", "Bay Conference"],
    ["THES", "TI  - T\nPB  - Shore University\nJF  - All theses", "T", "Shore University"],
    ["JOUR", "ST  - T\nT2  - Journal of Bays", "T", "Journal of Bays"],
  ])("give title and venue by type: %s, %j", async (type, fields, title, venue) => {
    expect(await readOne(fields, type)).toMatchObject({ title, venue });
  });

  it.each([
    ["JOUR", "article-journal"],
    ["cpaper", "paper-conference"],
    ["CHAP", "chapter"],
    ["THES", "thesis"],
    ["DATA", "dataset"],
    ["Journal Article", "article-journal"],
    ["GEN", undefined],
  ])("give the type of the work: %s", async (type, expected) => {
    expect((await readOne("TI  - T", type))?.type).toBe(expected);
  });

  it.each([
    ["DO  - https://doi.org/10.1000/Bay", { doi: "10.1000/bay" }],
    ["DO  - DOI: 10.1000/bay", { doi: "10.1000/bay" }],
    ["M3  - doi: 10.1000/bay", { doi: "10.1000/bay" }],
    ["N1  - 10.1000/bay", { doi: "10.1000/bay" }],
    ["UR  - https://example.org/a; https://doi.org/10.1000/bay", { doi: "10.1000/bay", url: "https://example.org/a" }],
    ["N1  - Comment on doi:10.1000/other and arXiv:2001.00001", { doi: undefined, arxivId: undefined }],
    ["AN  - arXiv:2001.00001v2", { arxivId: "arXiv:2001.00001v2" }],
    ["AN  - 26957754\nID  - 2001.00001", { doi: undefined, arxivId: undefined }],
    ["JO  - arXiv preprint arXiv:2001.00001", { arxivId: "arXiv:2001.00001" }],
    ["DO  - 10.48550/arXiv.2001.00001", { arxivId: "10.48550/arxiv.2001.00001" }],
    ["L1  - https://example.org/bay.pdf", { url: "https://example.org/bay.pdf" }],
    ["UR  - https://example.org/a\nUR  - https://example.org/b", { url: "https://example.org/a" }],
  ])("give ids and addresses: %j", async (fields, expected) => {
    expect(await readOne(`TI  - T\n${fields}`)).toMatchObject(expected);
  });

  it("never give an id of the file as that of the paper", async () => {
    expect(await readOne("ID  - 17\nAN  - WOS:0001\nTI  - T")).not.toHaveProperty("id");
  });

  it("take the abstract from AB or N2, in several fields or lines, but no placeholder", async () => {
    expect((await readOne("AB  - AIM: Tides.\nAB  - RESULT: They rise."))?.abstract).toBe(
      "AIM: Tides. RESULT: They rise.",
    );
    expect((await readOne("AB  - \nN2  - Tides\nrise."))?.abstract).toBe("Tides rise.");
    expect((await readOne("AB  - [No abstract available]"))?.abstract).toBe("");
    expect((await readOne("AB  - NA"))?.abstract).toBe("");
  });

  it("are cleaned of markup", async () => {
    const paper = await readOne(
      "TI  - H<sub>2</sub>O in $\\alpha$ &amp; <i>Zostera</i>\nAB  - <p>Salt.</p><p>Sand.</p>",
    );
    expect(paper).toMatchObject({
      title: "H2O in α & Zostera",
      abstract: expect.stringMatching(/Salt\.\s+Sand\./) as string,
    });
  });

  it("may be titles that read like the lack of one", async () => {
    expect((await readOne("TI  - No Title"))?.title).toBe("No Title");
    expect((await readOne("TI  - No title available"))?.title).toBe("");
  });
});
