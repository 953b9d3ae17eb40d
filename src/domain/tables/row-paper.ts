import { findArxivId, findDoi, parseArxivId, parseDoi } from "../paper/id.js";
import { readAuthors } from "../paper/name-list.js";
import { findNameStyle, type NameStyle } from "../paper/name-style.js";
import { cleanMarkup } from "../text/clean-markup.js";
import { type ColumnField, type ColumnMapping, placeColumns } from "../sources/column-mapping.js";
import { isEmptyCell, readAddressCell, readDateCell, readListCell, readYearCell } from "./cells.js";
import { readTypeCell } from "./type-cell.js";

export interface TableColumns {
  readonly header: readonly string[];
  /** Rows that show how the cells are written. */
  readonly rows: readonly (readonly string[])[];
  readonly chosen?: ColumnMapping | undefined;
}

/** Reads the paper of a row, from the cells of a table with this header. */
export function createRowToPaper({ header, rows, chosen }: TableColumns): (cells: readonly string[]) => unknown {
  const found = placeColumns(header, chosen);
  const places = [...found];
  const styles = new Map((found.get("authors") ?? []).map((column) => [column, findColumnStyle(rows, column)]));
  const identifiers = header.flatMap((column, at) => (identifierColumn.test(column) ? [at] : []));
  return (cells) => {
    const paper: Record<string, unknown> = { title: "" };
    for (const [field, columns] of places) {
      for (const column of columns) {
        const cell = cells[column] ?? "";
        const fields = isEmptyCell(cell) ? undefined : readers[field](cell, styles.get(column));
        if (!fields) continue;
        Object.assign(paper, fields);
        break;
      }
    }
    paper["year"] ??= readYearCell(String(paper["date"] ?? ""));
    const named = identifiers.map((column) => cells[column] ?? "");
    paper["doi"] ??= named.map(readWholeDoi).find((doi) => doi !== undefined);
    paper["arxivId"] ??= named.find((cell) => wholeArxivId.test(cell) && parseArxivId(cell) !== undefined);
    return paper;
  };
}

function findColumnStyle(rows: TableColumns["rows"], column: number): NameStyle {
  const cells = rows.map((row) => row[column] ?? "").filter((cell) => !isEmptyCell(cell));
  return findNameStyle(cells.map(cleanMarkup));
}

/** The fields of a paper that a cell gives; undefined if it gives none. */
type ReadCell = (cell: string, style?: NameStyle) => object | undefined;

const readers: Readonly<Record<ColumnField, ReadCell>> = {
  id: (cell) => ({ id: cell }),
  title: (cell) => ({ title: cleanMarkup(cell) }),
  abstract: (cell) => ({ abstract: cleanMarkup(cell) }),
  authors: (cell, style) => {
    const read = readAuthors(cleanMarkup(cell), style);
    return read.authors.length > 0 ? read : undefined;
  },
  year: (cell) => giveKnown("year", readYearCell(cell)),
  date: (cell) => giveKnown("date", readDateCell(cell)),
  venue: (cell) => ({ venue: cleanMarkup(cell) }),
  type: (cell) => giveKnown("type", readTypeCell(cell)),
  categories: (cell) => giveList("categories", readListCell(cell)),
  keywords: (cell) => giveList("keywords", readListCell(cell)),
  doi: (cell) => giveKnown("doi", findDoi(cell)),
  arxivId: (cell) => giveKnown("arxivId", findArxivId(cell)),
  url: (cell) => giveKnown("url", readAddressCell(cell)),
};

function giveKnown(field: ColumnField, value: unknown): object | undefined {
  return value === undefined ? undefined : { [field]: value };
}

function giveList(field: ColumnField, items: readonly string[]): object | undefined {
  return items.length === 0 ? undefined : { [field]: items };
}

/**
 * Columns whose cells may be a DOI or an arXiv id; a number there is that of the row. The shape must be whole and strict,
 * because a row's number may look similar.
 */
const identifierColumn = /^\W*(?:id|identifier|paper[ _]?id|urls?|links?|ee|article ?url|paper[ _]?url|link)\W*$/i;
const wholeArxivId =
  /^(?:(?:arxiv:|https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/)\S+|\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)$/i;

function readWholeDoi(cell: string): string | undefined {
  return parseDoi(cell.replace(/^(https?:\/\/)www\./i, "$1"));
}
