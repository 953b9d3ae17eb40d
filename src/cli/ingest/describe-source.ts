import { type FoundSource, formatLabels } from "../../domain/sources/paper-format.js";

/** Describes the detected format: `refs.csv: CSV with a header line (title = Name, year = Jahr)`. */
export function describeSource(name: string, found: FoundSource): string {
  return `${name}: ${describeFormat(found)}`;
}

export function describeFormat({ format, columns, sheet, sheets = [] }: FoundSource): string {
  const mapping = Object.entries(columns ?? {}).map(([field, column]) => `${field} = ${column}`);
  const others = sheet === undefined ? "" : `; sheet ${sheet} of ${sheets.length}`;
  return `${formatLabels[format]}${others}${mapping.length > 0 ? ` (${mapping.join(", ")})` : ""}`;
}
