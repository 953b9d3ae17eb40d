import { findArxivId, findDoi, parseArxivId, parseDoi } from "../paper/id.js";
import { readAuthors } from "../person/name-list.js";
import { findNameStyle, type NameStyle } from "../person/name-style.js";
import { isRetractedType } from "../retraction/recognise.js";
import { cleanMarkup } from "../text/clean-markup.js";
import { parseForeignJson } from "../text/json/parse-json.js";
import { type ColumnField, type ColumnMapping, placeColumns, placeOwnColumns } from "../sources/column-mapping.js";
import { dropGuard, isEmptyCell, readAddressCell, readDateCell, readListCell, readYearCell } from "./cells.js";
import { readTypeCell } from "./type-cell.js";

export interface TableColumns {
  readonly header: readonly string[];
  /** Rows that show how the cells are written. */
  readonly rows: readonly (readonly string[])[];
  readonly chosen?: ColumnMapping | undefined;
}

/** Reads the paper of a row, from the cells of a table with this header. */
export function createRowToPaper({ header, rows, chosen }: TableColumns): (cells: readonly string[]) => unknown {
  const places = placeColumns(header, chosen, rows);
  const styles = new Map((places.get("authors") ?? []).map((column) => [column, findColumnStyle(rows, column)]));
  const idColumns = header.flatMap((column, at) =>
    /^\W*(?:paper[ _]?)?id(?:entifier)?\W*$/i.test(column) ? [at] : [],
  );
  const linkColumns = places.get("url") ?? [];
  const ownColumns = placeOwnColumns(header, chosen);
  return (cells) => {
    const paper: Fields = {};
    for (const [field, columns] of places) {
      for (const column of columns) {
        const cell = dropGuard(cells[column] ?? "");
        const read = isEmptyCell(cell) ? undefined : readers[field](cell, { paper, style: styles.get(column) });
        if (read) Object.assign(paper, { ...read, ...paper });
        if (read) break;
      }
    }
    const own = ownColumns.flatMap(({ name, at }) => {
      const cell = dropGuard(cells[at] ?? "");
      return isEmptyCell(cell) ? [] : [[name, cell] as const];
    });
    const ids = idColumns.map((column) => cells[column] ?? "");
    const links = linkColumns.map((column) => cells[column] ?? "");
    return {
      ...paper,
      ...(own.length > 0 && { extra: { ...(paper["extra"] as Fields | undefined), ...Object.fromEntries(own) } }),
      title: paper["title"] ?? "",
      year: paper["year"] ?? readYearCell(String(paper["date"] ?? "")),
      doi: paper["doi"] ?? findFirst(ids, parseDoi) ?? findFirst(links, findDoi),
      arxivId: paper["arxivId"] ?? [...ids, ...links].find(isWholeArxivId),
    };
  };
}

type Fields = Record<string, unknown>;

function findFirst(cells: readonly string[], find: (cell: string) => string | undefined): string | undefined {
  return cells.map(find).find((found) => found !== undefined);
}

function findColumnStyle(rows: TableColumns["rows"], column: number): NameStyle {
  const cells = rows.map((row) => row[column] ?? "").filter((cell) => !isEmptyCell(cell));
  return findNameStyle(cells.map(cleanMarkup));
}

interface CellContext {
  /** What the cells so far have given. */
  readonly paper: Fields;
  readonly style: NameStyle | undefined;
}

/** The fields of a paper that a cell gives; undefined if it gives none. */
type ReadCell = (cell: string, context: CellContext) => Fields | undefined;

const readers: Readonly<Record<ColumnField, ReadCell>> = {
  id: (cell) => ({ id: cell }),
  title: (cell) => ({ title: cleanMarkup(cell) }),
  abstract: (cell) => ({ abstract: cleanMarkup(cell) }),
  authors: (cell, { style }) => {
    const { authors, ...parts } = readAuthors(cleanMarkup(cell), style);
    return authors.length > 0 ? { authors, ...parts } : undefined;
  },
  year: (cell) => giveKnown("year", readYearCell(cell)),
  date: (cell, { paper }) => giveKnown("date", readDateCell(cell, paper["year"] as number | undefined)),
  venue: readVenue,
  type: readType,
  categories: (cell) => giveList("categories", readListCell(cell)),
  keywords: (cell) => giveList("keywords", readListCell(cell)),
  doi: (cell) => giveKnown("doi", findDoi(cell)),
  arxivId: (cell) => giveKnown("arxivId", findArxivId(cell)),
  url: (cell) => giveKnown("url", readAddressCell(cell)),
  tags: (cell) => giveList("tags", readListCell(cell)),
  extra: (cell) => giveKnown("extra", readExtraCell(cell)),
  retracted: (cell) => giveKnown("retracted", /^(?:true|yes|y|1|x|retract(?:ed|ion))$/i.test(cell) ? true : undefined),
  retractionNote: (cell) => ({ retractionNote: cleanMarkup(cell) }),
};

/** Databases name a retracted paper in its type: `Article; Retracted Publication`. */
function readType(cell: string): Fields | undefined {
  const type = giveKnown("type", readTypeCell(cell));
  return isRetractedType(cell) ? { ...type, retracted: true } : type;
}

/** An export has the own fields as an object; what other programs write in a column `Extra` is text. */
function readExtraCell(cell: string): unknown {
  if (!cell.startsWith("{")) return undefined;
  try {
    return parseForeignJson(cell);
  } catch {
    return undefined;
  }
}

/** Embase writes where a paper appeared in one cell: `Sand Letters (2019) 12:3 (45-67). Date of Publication: 2019` */
function readVenue(cell: string): Fields {
  const [, venue = cell, year] = /^(\S.{0,300}?) \((\d{4})\)[ :,]+[\w-]+(?::| \(|\. Date)/.exec(cell) ?? [];
  return { venue: cleanMarkup(venue), ...(year !== undefined && giveKnown("year", readYearCell(year))) };
}

function giveKnown(field: ColumnField, value: unknown): Fields | undefined {
  return value === undefined ? undefined : { [field]: value };
}

function giveList(field: ColumnField, items: readonly string[]): Fields | undefined {
  return items.length === 0 ? undefined : { [field]: items };
}

/** The number of a row may look like an arXiv id; the first four digits of one are a year and a month. */
function isWholeArxivId(cell: string): boolean {
  return parseArxivId(cell) !== undefined && /^(?:arxiv:|https?:|\d\d(?:0[1-9]|1[0-2])\.)/i.test(cell);
}
