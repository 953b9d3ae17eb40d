import type { ColumnMapping } from "../../../domain/sources/column-mapping.js";
import type { TableHead } from "../../../domain/tables/table-head.js";

/** The fields that a column may fill, as the page names them, most common first. */
export const fieldLabels: readonly (readonly [field: string, label: string])[] = [
  ["title", "Title"],
  ["abstract", "Abstract"],
  ["authors", "Authors"],
  ["year", "Year"],
  ["date", "Date"],
  ["venue", "Venue"],
  ["doi", "DOI"],
  ["arxivId", "arXiv id"],
  ["url", "Address (URL)"],
  ["keywords", "Keywords"],
  ["categories", "Categories"],
  ["type", "Type of work"],
  ["tags", "Tags"],
  ["id", "Id of the paper"],
  ["retracted", "Retracted"],
  ["retractionNote", "Note on a retraction"],
];

const ownPrefix = "extra.";

/** The own field that a column can be kept as: signs that no name of a field may have become blanks. */
export function nameOwnField(column: string): string | undefined {
  const name = column
    .replace(/^extra\./i, "")
    .replace(/[^\p{L}\p{M}\p{N}._/-]+/gu, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, 64)
    .replace(/(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/u, "");
  return name === "" ? undefined : `${ownPrefix}${name}`;
}

/**
 * The choice of columns after one column got another field, or none. What is not chosen is still guessed, so a guess that
 * the reader takes back becomes a choice: of the other column that was guessed for the field, or of none.
 */
export function chooseColumn(
  { columns }: TableHead,
  chosen: ColumnMapping,
  { at, field }: { readonly at: number; readonly field: string | undefined },
): ColumnMapping {
  const column = columns[at];
  if (!column) return chosen;
  const next: Record<string, string> = Object.fromEntries(
    Object.entries(chosen).filter(([name, value]) => value !== column.name || !name.startsWith(ownPrefix)),
  );
  const before = column.field;
  if (before !== undefined && before !== field && !before.startsWith(ownPrefix))
    next[before] = columns.find((other, place) => place !== at && other.field === before)?.name ?? "";
  if (before?.startsWith(ownPrefix) && field === undefined) next[before] = "";
  if (field !== undefined) next[field] = column.name;
  return next;
}
