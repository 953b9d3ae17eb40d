import type { TableRow } from "../../../domain/tables/row-reader.js";
import { AppError } from "../../../errors.js";
import { readElements } from "../read-elements.js";
import { listChildren, readRaw, type XmlElement } from "../xml-element.js";

/** In UTF-16 code units. */
const maxTextsLength = 128 * 1024 * 1024;

/** The texts that cells refer to by number. Throws `too_large`. */
export async function readSharedTexts(chunks: AsyncIterable<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  let length = 0;
  for await (const read of readElements(chunks, ["si"])) {
    const text = "element" in read ? readRichText(read.element) : "";
    texts.push(text);
    length += text.length;
    if (length <= maxTextsLength) continue;
    throw new AppError("too_large", "The workbook has too much text: save the sheet as CSV.");
  }
  return texts;
}

/** The rows of a sheet that have content. */
export async function* readSheetRows(
  chunks: AsyncIterable<Uint8Array>,
  texts: readonly string[],
): AsyncGenerator<TableRow> {
  for await (const read of readElements(chunks, ["row"])) {
    if ("reason" in read) {
      yield { line: read.position, reason: read.reason };
      continue;
    }
    const cells = readCells(read.element, texts);
    const line = Number(read.element.attributes["r"] ?? read.position);
    if (cells.some((cell) => cell !== "")) yield { line, cells };
  }
}

function readCells(row: XmlElement, texts: readonly string[]): string[] {
  const cells: string[] = [];
  for (const cell of listChildren(row, "c")) {
    const column = readColumn(cell.attributes["r"]) ?? cells.length;
    while (cells.length < column) cells.push("");
    cells[column] = readCell(cell, texts).trim();
  }
  return cells;
}

const maxColumns = 16_384;

/** The column of `AB12`, from 0. */
function readColumn(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(place ?? "")?.[0];
  if (letters === undefined) return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return column < maxColumns ? column : undefined;
}

function readCell(cell: XmlElement, texts: readonly string[]): string {
  const [inline] = listChildren(cell, "is");
  if (inline) return readRichText(inline);
  const [stated] = listChildren(cell, "v");
  const value = stated === undefined ? "" : readRaw(stated);
  const type = cell.attributes["t"] ?? "n";
  if (type === "s") return texts[Number(value)] ?? "";
  if (type === "e") return "";
  if (type === "str") return decodeEscapes(value);
  // Spreadsheets write large numbers as 3.1E7.
  return type === "n" && /e/i.test(value) ? String(Number(value)) : value;
}

/** The runs of a text, without its phonetic reading. */
function readRichText(text: XmlElement): string {
  const runs = listChildren(text, "t", "r").flatMap((run) => (run.name === "t" ? [run] : listChildren(run, "t")));
  return decodeEscapes(runs.map(readRaw).join(""));
}

/** `_x000D_` is a character that XML cannot contain. */
function decodeEscapes(text: string): string {
  return text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
