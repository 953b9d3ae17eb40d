import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRowReader, type TableRow } from "../../../src/domain/tables/row-reader.js";

function read(text: string, delimiter = ",", chunkLength = Infinity): TableRow[] {
  const reader = createRowReader(delimiter);
  const rows: TableRow[] = [];
  for (let start = 0; start < text.length; start += chunkLength) {
    rows.push(...reader.push(text.slice(start, start + chunkLength)));
  }
  return [...rows, ...reader.end()];
}

const cellsOf = (rows: readonly TableRow[]) => rows.map((row) => ("cells" in row ? row.cells : row.reason));
const write = (rows: readonly (readonly string[])[], end: string) =>
  rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + end).join("");

describe("The rows of a table", () => {
  it("that is well-formed are what was written, in chunks of any length", () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab ",;\n\r') }).map((text) => text.trim());
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).filter((cells) => cells.some((text) => text !== ""));
    const table = fc.array(row, { maxLength: 5 });
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n", "\r"), fc.integer({ min: 1, max: 9 }), (rows, end, length) => {
        expect(cellsOf(read(write(rows, end), ",", length))).toEqual(rows);
      }),
    );
  });

  it("are the same whatever the chunks, even if it is malformed", () => {
    const text = fc.string({ unit: fc.constantFrom(...'a",\n\r '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (table, length) => {
        expect(read(table, ",", length)).toEqual(read(table));
      }),
      { numRuns: 500 },
    );
  });

  it("have the line where they begin, and leave out rows without content", () => {
    expect(read('a,b\n\n"x\ny",1\n,,\nz')).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 3, cells: ["x\ny", "1"] },
      { line: 6, cells: ["z"] },
    ]);
  });

  it("keep quotation marks that a database did not double", () => {
    const rows = ['"t","y"', '"On "Sand as a Tool"","1"', '"A "b", then c","2"', '""Sand" and","3"', '"x\\"y\\"","4"'];
    expect(cellsOf(read(`${rows.join("\n")}\n"last","5"\n`))).toEqual([
      ["t", "y"],
      ['On "Sand as a Tool"', "1"],
      ['A "b", then c', "2"],
      ['"Sand" and', "3"],
      ['x"y"', "4"],
      ["last", "5"],
    ]);
  });

  it.each([
    ["in the first column", '"t","y"\n"open,1\n"two","2"\n', ['"open', "1"]],
    ["in the last column", '"y","t"\n"1","open\n"2","two"\n', ["1", '"open']],
    ["in an unquoted row", 'y,t\n1,"open\n2,"two"\n', ["1", '"open']],
    ["at the end", 'y,t\n1,one\n1,"open\n', ["1", '"open']],
  ])("go on after a quotation mark that is never closed, %s", (_, table, broken) => {
    const rows = read(table);
    const row = rows.find(({ line }) => line === (table.includes("one") ? 3 : 2));
    expect(row).toMatchObject({ cells: broken, notice: expect.stringContaining("not closed") as string });
    expect(cellsOf(rows)).toHaveLength(3);
  });

  it("read a title in quotation marks of a table without quoting as it is", () => {
    expect(read('TI\tAB\n"Sand" moves\tx\nRain\t"It falls."\n', "\t")).toEqual([
      { line: 1, cells: ["TI", "AB"] },
      { line: 2, cells: ['"Sand" moves', "x"] },
      { line: 3, cells: ["Rain", "It falls."] },
    ]);
  });

  it("that are too long fail alone", () => {
    const rows = read(`a,b\n${"x".repeat(1_100_000)},1\n2,3\n"${"y,".repeat(600_000)}\n4,5\n`, ",", 65_536);
    expect(rows.map((row) => ("cells" in row ? row.cells : row.reason))).toEqual([
      ["a", "b"],
      "the row is longer than 1,048,576 characters",
      ["2", "3"],
      "the row is longer than 1,048,576 characters",
      ["4", "5"],
    ]);
  });

  it.each(['"x,\n', '1,"x\n', '"",', ',"x', '\n"x', '1,"x "y" "\n', '"x" y "",\n'])(
    "take time linear in the length of the table, repeating %j",
    (piece) => {
      const measure = (times: number) => {
        const table = `a,b\n1,"${piece.repeat(times)}`;
        const start = process.cpuUsage();
        read(table, ",", 65_536);
        return process.cpuUsage(start).user;
      };
      measure(20_000);
      expect(measure(160_000)).toBeLessThan(Math.max(measure(40_000), 20_000) * 12);
    },
  );
});
