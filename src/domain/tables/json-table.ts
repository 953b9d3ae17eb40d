import { trustLevels } from "../records/trust.js";
import {
  columnFields,
  type ColumnMapping,
  describeTable,
  guessColumns,
  mapColumns,
  placeColumns,
} from "../sources/column-mapping.js";
import { isFields } from "../sources/json-shapes.js";
import { findJsonKey } from "../sources/name-record.js";
import { noticeOtherJson } from "../sources/notice-other-json.js";
import { peekRecords } from "../sources/peek-records.js";
import type { SourceRecord } from "../sources/source-record.js";
import { type JsonCell, type JsonPaths, readPaths } from "./json-paths.js";
import { createRowToPaper } from "./row-paper.js";
import { type TableHead, tableHeadLimits } from "./table-head.js";

export interface JsonTableOptions {
  /** The path of each field, as the caller has chosen them. */
  readonly columns?: ColumnMapping | undefined;
  readonly showsTable?: boolean | undefined;
}

export interface JsonReading {
  readonly columns?: ColumnMapping;
  readonly table?: TableHead;
  readonly records: AsyncIterable<SourceRecord>;
}

/**
 * Reads objects of JSON as papers. Those with a key `title` have our own fields. Others, and those for which the caller
 * chooses a field, are the rows of a table whose columns are the paths of their values. Throws `bad_input` like a table.
 */
export async function readJsonTable(
  source: AsyncIterable<SourceRecord>,
  { columns: chosen = {}, showsTable = false }: JsonTableOptions,
): Promise<JsonReading> {
  const isChosen = Object.keys(chosen).length > 0;
  const { first, records, close } = await peekRecords(source, (value) => !isChosen && !showsTable && hasTitle(value));
  const hasObjects = first.some(isFields);
  const isOwn = first.some(hasTitle) || !hasObjects;
  // Without an object there is no column to choose, and each record says what it is instead.
  if (isOwn && !(isChosen && hasObjects)) {
    const table = showsTable && first.some(hasOtherKeys) ? describeOwn(readHead(first)) : undefined;
    return { ...(table && { table }), records: noticeOtherJson(records) };
  }
  try {
    const head = readHead(first);
    const guessed = isOwn && head.columns.includes("id") ? { id: "id" } : guessWithin(head.columns);
    return readRows(records, { ...head, chosen: { ...guessed, ...chosen }, showsTable });
  } catch (error) {
    await close();
    throw error;
  }
}

function hasTitle(value: unknown): boolean {
  return isFields(value) && "title" in value;
}

const ownKeys: ReadonlySet<string> = new Set([...columnFields, "authorNames"]);

function hasOtherKeys(value: unknown): boolean {
  return isFields(value) && Object.keys(value).some((key) => !ownKeys.has(key));
}

interface JsonHead {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The paths of the first objects, in the order in which they come. */
function readHead(first: readonly unknown[]): JsonHead {
  const objects = first.map(readPaths);
  const columns = [...new Set(objects.flatMap((paths) => [...paths.keys()]))].slice(0, maxColumns);
  return { columns, rows: objects.map((paths) => columns.map((column) => writeCell(paths.get(column)))) };
}

/** What other programs use as keys, such as words, is no column. */
const maxColumns = 500;

function writeCell(cell: JsonCell | undefined): string {
  return cell?.values.join("; ") ?? "";
}

/** The table of objects of our own, of whose other keys none is read. */
function describeOwn({ columns, rows }: JsonHead): TableHead {
  const chosen = Object.fromEntries(columnFields.map((field) => [field, columns.includes(field) ? field : ""]));
  return describeTable({ columns, rows: showRows(rows), chosen });
}

function showRows(rows: JsonHead["rows"]): JsonHead["rows"] {
  return rows.slice(0, tableHeadLimits.rows);
}

/** The paths of an object within the others that holds the paper, such as `bibjson`; none where the others hold it. */
function guessWithin(columns: readonly string[]): ColumnMapping {
  if (guessColumns(columns).title !== undefined) return {};
  const prefixes = new Set(columns.map((path) => path.slice(0, path.lastIndexOf(".") + 1)));
  for (const prefix of [...prefixes].toSorted((one, other) => one.length - other.length)) {
    if (prefix === "") continue;
    const inner = columns.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    const guessed = guessColumns(inner);
    // The title of a journal has neither.
    if (guessed.title === undefined || (guessed.authors ?? guessed.abstract) === undefined) continue;
    return Object.fromEntries(Object.entries(guessed).map(([field, path]) => [field, prefix + path]));
  }
  return {};
}

interface JsonRows extends JsonHead {
  readonly chosen: ColumnMapping;
  readonly showsTable: boolean;
}

function readRows(records: AsyncIterable<SourceRecord>, { columns, rows, chosen, showsTable }: JsonRows): JsonReading {
  const toPaper = createRowToPaper({ header: columns, rows, chosen });
  const writeRow = createWriteRow(columns, placeColumns(columns, chosen, rows));
  const mapping = mapColumns(columns, chosen, showRows(rows));
  return {
    columns: mapping,
    ...(showsTable && { table: describeTable({ columns, rows: showRows(rows), chosen }) }),
    records: mapObjects(records, {
      toPaper: (paths) => toPaper(writeRow(paths)),
      namesPaper: mapping.id !== undefined,
    }),
  };
}

/** Lists go to the fields that are lists item by item, whatever signs are in them. */
function createWriteRow(
  columns: readonly string[],
  places: ReturnType<typeof placeColumns>,
): (paths: JsonPaths) => string[] {
  const listed = new Set(listFields.flatMap((field) => places.get(field) ?? []));
  return (paths) =>
    columns.map((column, at) => {
      const cell = paths.get(column);
      if (!cell?.isList || !listed.has(at)) return writeCell(cell);
      return JSON.stringify(cell.values.map((value) => value.replace(/\s+/g, " ")));
    });
}

const listFields = ["authors", "keywords", "categories", "tags"] as const;

interface ObjectsReading {
  readonly toPaper: (paths: JsonPaths) => unknown;
  readonly namesPaper: boolean;
}

async function* mapObjects(
  records: AsyncIterable<SourceRecord>,
  { toPaper, namesPaper }: ObjectsReading,
): AsyncGenerator<SourceRecord> {
  const origin = { trust: trustLevels.table, ...(namesPaper && { namesPaper }) };
  for await (const record of records) {
    if ("reason" in record || !isFields(record.value)) {
      yield record;
      continue;
    }
    const key = findJsonKey(record.value);
    yield { ...origin, line: record.line, ...(key !== undefined && { key }), value: toPaper(readPaths(record.value)) };
  }
}
