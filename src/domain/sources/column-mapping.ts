import { AppError } from "../../errors.js";
import { extraNameSchema } from "../paper/extra.js";
import { columnFields, type ColumnField, columnNames } from "../tables/column-names.js";
import { type TableHead, tableHeadLimits } from "../tables/table-head.js";

export { columnFields, type ColumnField };

/** Rows that show what the columns hold. */
type TableRows = readonly (readonly string[])[];

/** A field of the user's own, by its name. */
type OwnField = `extra.${string}`;

/** The name of the column for each field; in a choice, an empty name leaves the field without a column. */
export type ColumnMapping = { readonly [Field in ColumnField]?: string } & { readonly [Field in OwnField]: string };

/**
 * Guesses the column of each field, unless the caller has chosen one. Throws `bad_input` if a chosen column does not
 * exist, or if no column contains titles; then the first rows are in the error, so that a person can choose.
 */
export function mapColumns(
  columns: readonly string[],
  chosen: ColumnMapping = {},
  rows: TableRows = [],
): ColumnMapping {
  for (const [field, column] of Object.entries(chosen)) {
    if (column !== "" && !columns.includes(column)) {
      throw new AppError("bad_input", `There is no column ${column} for ${field}. ${describeColumns(columns)}`, {
        details: [{ path: `map.${field}`, message: `must be one of the columns, not ${column}` }],
      });
    }
  }
  const own = Object.entries(chosen).filter(([field, column]) => isOwnField(field) && column !== "");
  const mapping = { ...nameColumns(columns, placeColumns(columns, chosen, rows)), ...Object.fromEntries(own) };
  if (mapping.title !== undefined) return mapping;
  throw new AppError(
    "bad_input",
    `No column name suggests titles. Name the column that has them: --map "title=<column>" on the command line, ?map=title:<column> in the API. ${describeColumns(columns)}`,
    {
      details: [{ path: "map.title", message: "no column is known to have the titles" }],
      members: { table: describeTable({ columns, rows, chosen }) },
    },
  );
}

/** The columns and first rows of a table as they are shown, with the field that each column fills. */
export function describeTable({ columns, rows, chosen = {} }: NamedRows): TableHead {
  const { columns: maxColumns, rows: maxRows, cellLength } = tableHeadLimits;
  const fields = new Map<number, string>();
  for (const [field, places] of placeColumns(columns, chosen, rows)) for (const at of places) fields.set(at, field);
  for (const { name, at } of placeOwnColumns(columns, chosen)) fields.set(at, `${ownPrefix}${name}`);
  return {
    columns: columns.slice(0, maxColumns).map((name, at) => {
      const field = fields.get(at);
      return { name, ...(field !== undefined && { field }) };
    }),
    rows: rows.slice(0, maxRows).map((row) => row.slice(0, maxColumns).map((cell) => cell.trim().slice(0, cellLength))),
  };
}

export interface NamedRows {
  readonly columns: readonly string[];
  readonly rows: TableRows;
  readonly chosen?: ColumnMapping | undefined;
}

/** The columns of own fields: those that are chosen, and those that are called `extra.<name>`. */
export function placeOwnColumns(
  columns: readonly string[],
  chosen: ColumnMapping = {},
): readonly { readonly name: string; readonly at: number }[] {
  const taken = new Set(Object.values(chosen));
  const named = columns.flatMap((column, at) => {
    const name = /^extra\.(.+)$/is.exec(column.trim())?.[1];
    const isFree = name !== undefined && !taken.has(column) && chosen[`${ownPrefix}${name}`] === undefined;
    return isFree ? [{ name, at }] : [];
  });
  const wanted = Object.entries(chosen).flatMap(([field, column]) =>
    isOwnField(field) && column !== "" ? [{ name: field.slice(ownPrefix.length), at: columns.indexOf(column) }] : [],
  );
  return [...named, ...wanted];
}

const ownPrefix = "extra.";

function isOwnField(field: string): field is OwnField {
  return field.startsWith(ownPrefix);
}

/** The mapping by column names alone. */
export function guessColumns(columns: readonly string[]): ColumnMapping {
  return nameColumns(columns, placeColumns(columns));
}

function nameColumns(columns: readonly string[], places: ReturnType<typeof placeColumns>): ColumnMapping {
  return Object.fromEntries([...places].map(([field, [first = 0]]) => [field, columns[first]])) as ColumnMapping;
}

/**
 * Where the values of each field are: the column that the caller has chosen, or those whose names say it, best first. A
 * row without a value in the first of them may have one in the next.
 */
export function placeColumns(
  columns: readonly string[],
  chosen: ColumnMapping = {},
  rows: TableRows = [],
): ReadonlyMap<ColumnField, readonly number[]> {
  const taken = new Set(Object.values(chosen));
  const byName = new Map<string, number[]>();
  for (const [at, column] of columns.entries()) {
    if (taken.has(column) || column.length > maxNameLength) continue;
    const name = normalizeName(column);
    const places = byName.get(name);
    if (places) places.push(at);
    else byName.set(name, [at]);
  }
  if (byName.size === 0 && taken.size === 0) return new Map();
  const find = (names: readonly string[]) => names.flatMap((name) => byName.get(name) ?? []);
  const found = new Map<ColumnField, readonly number[]>();
  for (const field of columnFields) {
    const column = chosen[field];
    const { clear = [], vague = [] } = knownNames.get(field) ?? {};
    const clearPlaces = find(clear);
    const isVenue = (at: number) => field !== "venue" || !holdsKeys(rows, at);
    const guessed = clearPlaces.length > 0 ? clearPlaces : find(vague).filter(isVenue).slice(0, 1);
    const places = column === undefined ? guessed : column === "" ? [] : [columns.indexOf(column)];
    if (places.length > 0) found.set(field, places);
  }
  return found;
}

/** Whether most values of a column are keys, file names or addresses: one word with digits, but not `ICML2019`. */
function holdsKeys(rows: TableRows, at: number): boolean {
  const values = rows.map((row) => row[at]?.trim() ?? "").filter((value) => value !== "");
  const keys = values.filter((value) => /^[!-/:-~]*\d[!-~]*$/.test(value) && !isMeeting(value));
  return keys.length * 2 > values.length;
}

/** The acronym of a meeting and its year. */
function isMeeting(value: string): boolean {
  return /^(?=[A-Za-z]*[A-Z]{2})[A-Za-z]+[-_']?(?:\d{2}|\d{4})$/.test(value);
}

/** Longer cells are text. */
const maxNameLength = 60;

/** Matches the beginning of a column choice with the exact name of a field. */
export const columnChoicePattern = new RegExp(`^\\s*(?:(?:${columnFields.join("|")})\\s*|extra\\.[^=:]+)[=:]`);

export const columnChoiceHint = `must be a field and a column, such as title=Name; an own field such as extra.stage=Stage; or a field without a column, such as venue=. Fields: ${columnFields.join(", ")}`;

/** Parses `title=Name` or `title:Name`. Throws `bad_input` for anything else. */
export function parseColumnChoice(text: string): ColumnMapping {
  const [, field = "", column = ""] = (/^\s*(\w+\s*|extra\.[^=:]+)[=:](.*)/is.exec(text) ?? []).map((part) =>
    part.trim(),
  );
  const known = columnFields.find((name) => name.toLowerCase() === field.toLowerCase());
  if (known !== undefined) return { [known]: column };
  const own = /^extra\.(.+)$/i.exec(field)?.[1];
  if (own !== undefined && extraNameSchema.safeParse(own).success) return { [`${ownPrefix}${own}`]: column };
  const details = [{ path: "map", message: columnChoiceHint }];
  throw new AppError("bad_input", `${text} ${columnChoiceHint}.`, { details });
}

function describeColumns(columns: readonly string[]): string {
  const named = columns.filter((column) => column !== "");
  const shown = named.slice(0, 30).map((column) => (column.length > 40 ? `${column.slice(0, 40)}…` : column));
  return `Columns: ${shown.join(", ")}${named.length > 30 ? ", …" : ""}.`;
}

/** Letters and digits, without case and accents. */
function normalizeName(column: string): string {
  return column
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function listNames(names = ""): string[] {
  return names
    .split(",")
    .map(normalizeName)
    .filter((name) => name !== "");
}

const knownNames = new Map(
  columnFields.map((field) => {
    const { clear, vague } = columnNames[field];
    return [field, { clear: listNames(clear), vague: listNames(vague) }];
  }),
);
