import { AppError } from "../../errors.js";

/** The fields of a paper that a column can provide. */
export const columnFields = [
  "id",
  "title",
  "abstract",
  "authors",
  "year",
  "date",
  "venue",
  "categories",
  "keywords",
  "doi",
  "arxivId",
  "url",
] as const;
export type ColumnField = (typeof columnFields)[number];

/** The name of the column for each field. */
export type ColumnMapping = { readonly [Field in ColumnField]?: string };

/** Column names in the exports of reference managers and databases, best first, letters and digits only. */
const knownNames: Readonly<Record<ColumnField, readonly string[]>> = {
  id: ["id", "paperid", "docid", "documentid"],
  title: ["title", "papertitle", "articletitle", "documenttitle", "ti", "primarytitle"],
  abstract: ["abstract", "abstractnote", "abstracttext", "paperabstract", "summary", "description", "ab"],
  authors: ["authorfullnames", "authors", "author", "authornames", "authorsnames", "creators", "au"],
  year: ["year", "publicationyear", "pubyear", "yearpublished", "publishedyear", "py"],
  date: ["date", "publicationdate", "publisheddate", "published", "datepublished", "pubdate"],
  venue: [
    "venue",
    "journal",
    "publicationtitle",
    "sourcetitle",
    "conference",
    "booktitle",
    "journalbook",
    "source",
    "publicationname",
    "containertitle",
    "publication",
  ],
  categories: ["categories", "category", "subjects", "subject", "fieldsofstudy", "primarycategory"],
  keywords: ["keywords", "authorkeywords", "keyword", "tags", "manualtags", "de"],
  doi: ["doi", "doinumber", "di"],
  arxivId: ["arxivid", "arxiv", "eprint"],
  url: ["url", "link", "pdfurl", "paperurl", "articleurl"],
};

/**
 * Guesses the column of each field, unless the caller has chosen one. Throws `bad_input` if a chosen column does not
 * exist, or if no column contains titles.
 */
export function mapColumns(columns: readonly string[], chosen: ColumnMapping = {}): ColumnMapping {
  for (const [field, column] of Object.entries(chosen)) {
    if (!columns.includes(column)) {
      throw new AppError("bad_input", `There is no column ${column} for ${field}. ${describeColumns(columns)}`);
    }
  }
  const mapping = { ...guessColumns(columns.filter((column) => !Object.values(chosen).includes(column))), ...chosen };
  if (mapping.title !== undefined) return mapping;
  throw new AppError(
    "bad_input",
    `No column name suggests titles. Choose the column, as in title=${columns[0] ?? "Name"}. ${describeColumns(columns)}`,
  );
}

/** The mapping by column names alone. */
export function guessColumns(columns: readonly string[]): ColumnMapping {
  const byName = new Map(columns.map((column) => [normalizeName(column), column]));
  const found = columnFields.flatMap((field) => {
    const name = knownNames[field].find((known) => byName.has(known));
    return name === undefined ? [] : [[field, byName.get(name)] as const];
  });
  return Object.fromEntries(found) as ColumnMapping;
}

/** Matches the beginning of a column choice with the exact name of a field. */
export const columnChoicePattern = new RegExp(`^\\s*(${columnFields.join("|")})\\s*[=:]\\s*\\S`);

export const columnChoiceHint = `expected a field and a column, such as title=Name. Fields: ${columnFields.join(", ")}.`;

/** Parses `title=Name` or `title:Name`. Throws `bad_input` for anything else. */
export function parseColumnChoice(text: string): ColumnMapping {
  const [, field = "", column = ""] = /^\s*(\w+)\s*[=:]\s*(.+?)\s*$/.exec(text) ?? [];
  const known = columnFields.find((name) => name.toLowerCase() === field.toLowerCase());
  if (known !== undefined) return { [known]: column };
  throw new AppError("bad_input", `${text}: ${columnChoiceHint}`);
}

function describeColumns(columns: readonly string[]): string {
  const shown = columns.slice(0, 30).map((column) => (column.length > 40 ? `${column.slice(0, 40)}…` : column));
  return `Columns: ${shown.join(", ")}${columns.length > 30 ? ", …" : ""}.`;
}

function normalizeName(column: string): string {
  return column.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
