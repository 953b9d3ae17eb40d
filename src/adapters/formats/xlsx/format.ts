import { findTableHeader, headRows } from "../../../domain/sources/table-header.js";
import type { TableRow } from "../../../domain/tables/row-reader.js";
import { AppError } from "../../../errors.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";
import { readTable } from "../table-records.js";
import { holdArchive } from "./archive.js";
import { readSharedTexts, readSheetRows } from "./sheet-rows.js";
import { readWorkbook, type Sheet } from "./workbook.js";

/**
 * Excel's workbooks: one sheet with a header. Its rows are streamed; the packed file and the texts of its cells are in
 * memory, up to a limit. The maintained library, read-excel-file, builds all rows of all sheets without one.
 */
export function createXlsxFormat(): PaperFormat {
  return { name: "xlsx", open: openWorkbook };
}

async function openWorkbook(chunks: AsyncIterable<Uint8Array>, options: FormatOptions): Promise<OpenedFormat> {
  const archive = await holdArchive(chunks);
  const { sheets, textsPath } = await readWorkbook(archive);
  const sheet = chooseSheet(sheets, options.sheet);
  const texts = textsPath === undefined ? [] : await readSharedTexts(archive.readFile(textsPath));
  const rows = readSheetRows(archive.readFile(sheet.path), texts);
  const head = await takeRows(readSheetRows(archive.readFile(sheet.path), texts));
  try {
    return readTable({ rows, header: findTableHeader(head, options.columns), options });
  } catch (error) {
    if (!(error instanceof AppError) || sheets.length < 2) throw error;
    const { code, message, details, members } = error;
    throw new AppError(code, `Sheet ${sheet.name}: ${message} ${describeSheets(sheets)}`, { details, members });
  }
}

/** The named sheet, else the first one that is shown. */
function chooseSheet(sheets: readonly Sheet[], wanted: string | undefined): Sheet {
  const found =
    wanted === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new AppError("bad_input", `There is no sheet ${wanted}. ${describeSheets(sheets)}`);
}

function describeSheets(sheets: readonly Sheet[]): string {
  return `Sheets: ${sheets.map(({ name }) => name).join(", ")}.`;
}

async function takeRows(rows: AsyncIterable<TableRow>): Promise<(readonly string[])[]> {
  const taken: (readonly string[])[] = [];
  for await (const row of rows) {
    taken.push("cells" in row ? row.cells : []);
    if (taken.length === headRows) break;
  }
  return taken;
}
