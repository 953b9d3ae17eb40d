import { paperFields } from "../paper/field-names.js";
import { inferWorkType } from "../paper/work-type.js";
import { findAddress } from "./address.js";
import type { CitedEntry } from "./cited-entry.js";
import { type CitedPaper, formatSortedName, listNames, writePlain } from "./cited-paper.js";

const entryColumns = ["note", "tags", "isRead", "rating", "key", "decision", "reason", "addedAt", "decidedAt"] as const;
const columns = ["id", ...paperFields, "retractionNote"] as const;

/** The header of a table of papers. The byte order mark is what tells Excel that the table is in UTF-8. */
export const csvHeader = `\uFEFF${columns.join(",")}\r\n`;

/** The header of a table of a collection, which says whose columns are not about the paper. */
export const entryCsvHeader = csvHeader.replace(
  "\r\n",
  `,${entryColumns.map((name) => `entry.${name}`).join(",")}\r\n`,
);

/** A row of a table of papers (RFC 4180), ending with a line break. */
export function formatCsvRow(paper: CitedPaper, entry?: CitedEntry): string {
  const cells: { readonly [Column in (typeof columns)[number]]?: string | number | undefined } = {
    ...paper,
    authors: joinNames(listNames(paper).map(formatSortedName)),
    type: nameType(paper),
    categories: joinItems(paper.categories),
    keywords: joinItems(paper.keywords.map(writePlain)),
    url: findAddress(paper),
    tags: joinItems((paper.tags ?? []).map(writePlain)),
    extra: paper.extra && JSON.stringify(paper.extra),
    retracted: paper.retracted?.toString(),
  };
  const own = entry ? writeEntry(entry) : [];
  return `${[...columns.map((column) => writeCell(cells[column])), ...own].join(",")}\r\n`;
}

function writeEntry(entry: CitedEntry): readonly string[] {
  const cells = { ...entry, tags: joinItems(entry.tags) };
  return entryColumns.map((column) => quoteCell(guardFormula(String(cells[column] ?? ""))));
}

/** In tables, "article" is one of a journal. Nothing tells the type of a paper without a venue. */
function nameType({ type, venue, arxivId }: CitedPaper): string | undefined {
  const known = type ?? (venue === undefined && arxivId === undefined ? undefined : inferWorkType({ venue }));
  return known === "article" ? "preprint" : known;
}

function writeCell(value: string | number | undefined): string {
  return quoteCell(guardFormula(writePlain(String(value ?? ""))));
}

function quoteCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet would run a cell that begins with one of these signs. The apostrophe makes it text, and an import takes
 * it off again.
 */
function guardFormula(text: string): string {
  return /^'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}

/** `A; B`. What an import would split elsewhere is written as a list in JSON. */
function joinItems(items: readonly string[]): string {
  const isPlain = items.length > 1 ? items.every((item) => !/;|^\[/.test(item)) : !/[;,|]|^\[/.test(items[0] ?? "");
  return isPlain ? items.join("; ") : JSON.stringify(items);
}

/** `Berg, Ada; One, Bo`: family name first, so that no order has to be guessed. */
function joinNames(names: readonly string[]): string {
  if (names.some((name) => name.includes(";"))) return JSON.stringify(names);
  const [only = ""] = names;
  // A semicolon says that a single name with a suffix is not a list.
  return names.length === 1 && /,.*,/.test(only) ? `${only};` : names.join("; ");
}
