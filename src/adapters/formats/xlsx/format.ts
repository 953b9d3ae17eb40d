import { type ColumnMapping, guessColumns } from "../../../domain/sources/column-mapping.js";
import { findTableHeader, headRows, type TableHeader } from "../../../domain/sources/table-header.js";
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
  const candidates = listCandidates(sheets, options.sheet);
  const texts = textsPath === undefined ? [] : await readSharedTexts(archive.readFile(textsPath));
  const readRows = ({ path }: Sheet) => readSheetRows(archive.readFile(path), texts);
  const { sheet, header } = await chooseSheet(candidates, {
    readHeader: async (one) => findTableHeader(await takeRows(readRows(one)), options.columns),
    chosen: options.columns ?? {},
  });
  const named = sheets.length > 1 && { sheet: sheet.name, sheets: sheets.map(({ name }) => name) };
  try {
    return { ...readTable({ rows: readRows(sheet), header, options }), ...named };
  } catch (error) {
    if (!(error instanceof AppError) || !named) throw error;
    const { code, message, details, members } = error;
    const said = `Sheet ${sheet.name}: ${message} ${describeSheets(sheets)}`;
    throw new AppError(code, said, { details, members: { ...members, ...named } });
  }
}

/** The named sheet, else those that are shown, or the first one. Throws `bad_input` for an unknown name. */
function listCandidates(sheets: readonly Sheet[], wanted: string | undefined): readonly Sheet[] {
  if (wanted === undefined) {
    const shown = sheets.filter(({ isHidden }) => !isHidden);
    return (shown.length > 0 ? shown : sheets).slice(0, maxCandidates);
  }
  const found = sheets.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found.length > 0) return found;
  throw new AppError("bad_input", `There is no sheet ${wanted}. ${describeSheets(sheets)}`);
}

/** To look into a sheet, the archive is unpacked up to it. */
const maxCandidates = 20;

interface FoundSheet {
  readonly sheet: Sheet;
  readonly header: TableHeader;
}

interface SheetSearch {
  readonly readHeader: (sheet: Sheet) => Promise<TableHeader>;
  readonly chosen: ColumnMapping;
}

/** The first sheet with titles and all chosen columns; without any, the first one, so that a person can choose. */
async function chooseSheet(candidates: readonly Sheet[], { readHeader, chosen }: SheetSearch): Promise<FoundSheet> {
  const wanted = Object.values(chosen).filter((column) => column !== "");
  let first: FoundSheet | undefined;
  for (const sheet of candidates) {
    const found = { sheet, header: await readHeader(sheet) };
    const { columns } = found.header;
    const hasTitles = Boolean(chosen.title) || guessColumns(columns).title !== undefined;
    if (hasTitles && wanted.every((column) => columns.includes(column))) return found;
    first ??= found;
  }
  if (first) return first;
  throw new AppError("internal", "A workbook has no sheets.");
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
