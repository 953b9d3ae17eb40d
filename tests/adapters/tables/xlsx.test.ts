import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";
import { relation, relations, writeRow, writeWorkbook } from "../../support/workbook.js";

const table = [
  ["Title", "Year"],
  ["Dunes move", "2019"],
  ["Lakes fill", "2020"],
];

describe("A workbook", () => {
  it("is recognised by its content, and read in chunks of any size", async () => {
    const file = writeWorkbook([{ name: "Papers", rows: table }]);
    const whole = await readSource(file, { name: "papers.bin" });
    expect(whole).toMatchObject({ format: "xlsx", columns: { title: "Title", year: "Year" } });
    expect(whole.papers).toEqual([
      { title: "Dunes move", year: 2019 },
      { title: "Lakes fill", year: 2020 },
    ]);
    expect(await readSource(file, {}, 7)).toEqual(whole);
  });

  it("has cells of every type, at any place, with lines above the header", async () => {
    const texts =
      "<si><t>Title</t></si><si><r><t>Dunes </t></r><r><t>move</t></r><rPh><t>reading</t></rPh></si><si><t>a_x000D_b</t></si>";
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>My library</t></is></c></row>' +
      '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="str"><v>Date</v></c><c r="E3" t="inlineStr"><is><t>Abstract</t></is></c><c r="F3" t="str"><v>Authors</v></c></row>' +
      '<row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" s="3"><v>43586</v></c><c r="E4" t="s"><v>2</v></c><c r="F4" t="e"><v>#N/A</v></c></row>' +
      '<row r="5"><c r="B5"><v>1.984E3</v></c><c r="C5"><v>2019</v></c><c r="F5" t="str"><v>Ruel, Ida; Abo, Sten</v></c></row>';
    const { records } = await readSource(writeWorkbook([{ name: "Papers", rows }], texts));
    expect(records).toMatchObject([
      { line: 4, value: { title: "Dunes move", date: "2019-05-01", year: 2019, abstract: "a\rb" } },
      {
        line: 5,
        value: {
          title: "1984",
          date: "2019",
          year: 2019,
          authors: ["Ida Ruel", "Sten Abo"],
          authorNames: [
            { family: "Ruel", given: "Ida" },
            { family: "Abo", given: "Sten" },
          ],
        },
      },
    ]);
  });

  it("has its first sheet read that is shown, or the one that the caller names", async () => {
    const file = writeWorkbook([
      { name: "Notes", rows: [["Title"], ["Hidden"]], state: "hidden" },
      { name: "First", rows: table },
      { name: "Second", rows: [["Title"], ["Rain falls"]] },
    ]);
    const titles = async (sheet?: string) => (await readSource(file, { sheet })).papers.map(({ title }) => title);
    expect(await titles()).toEqual(["Dunes move", "Lakes fill"]);
    expect([await titles("second"), await titles("Notes")]).toEqual([["Rain falls"], ["Hidden"]]);
    expect(await readSource(file)).toMatchObject({ sheet: "First", sheets: ["Notes", "First", "Second"] });
    await expect(titles("Third")).rejects.toThrow("There is no sheet Third. Sheets: Notes, First, Second.");
  });

  const plan = { name: "Plan", rows: [["Week", "Task"]] };

  it("may have notes in the sheets before that with titles", async () => {
    const { papers, sheet } = await readSource(writeWorkbook([plan, { name: "Papers", rows: table }]));
    expect([sheet, papers[0]?.title]).toEqual(["Papers", "Dunes move"]);
  });

  it("without titles in any sheet is refused with the names of the sheets", async () => {
    const file = writeWorkbook([plan, { name: "Words", rows: [["Word"]] }]);
    await expect(readSource(file)).rejects.toMatchObject({
      message:
        'Sheet Plan: No column name suggests titles. Name the column that has them: --map "title=<column>" on the command line, ?map=title:<column> in the API. Columns: Week, Task. Sheets: Plan, Words.',
      members: { sheet: "Plan", sheets: ["Plan", "Words"], table: { columns: [{ name: "Week" }, { name: "Task" }] } },
    });
    const chosen = await readSource(file, { columns: { title: "Task" } });
    expect(chosen.papers).toEqual([]);
  });

  it("that is damaged, truncated or binary is refused", async () => {
    const file = writeWorkbook([{ name: "Papers", rows: table }]);
    await expect(readSource(file.subarray(0, 1000))).rejects.toMatchObject({ code: "bad_input" });
    const binary = zipSync({
      "_rels/.rels": relations([relation("rId1", "officeDocument", "xl/workbook.bin")]),
      "xl/workbook.bin": strToU8("binary"),
    });
    await expect(readSource(binary)).rejects.toThrow("This is a binary workbook (.xlsb)");
  });

  it("that unpacks to far more than its size is refused", async () => {
    const bomb = writeWorkbook([
      { name: "Papers", rows: `${table.map(writeRow).join("")}<row>${" ".repeat(3e7)}</row>` },
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    await expect(readSource(bomb)).rejects.toMatchObject({ code: "too_large" });
  });
});
