import { formatWrittenDate, parseWrittenDate } from "../../../domain/paper/written-date.js";
import { isFields, type JsonFields, readList, readText } from "../json/fields.js";

export interface ReadDate {
  readonly year?: number;
  /** ISO 8601, with as many parts as are known. */
  readonly date?: string;
}

/** A date of CSL-JSON: its parts, of which a range has two lists, or a text; an empty object for an unknown date. */
export function readDate(value: unknown): ReadDate {
  // Some programs write a list with one date.
  const date = Array.isArray(value) ? (value as unknown[])[0] : value;
  if (!isFields(date)) return readTextDate(readText(date));
  const [first] = readList(date["date-parts"]);
  const parts = readList(first).length > 0 ? readList(first) : readParts(date);
  const joined = joinParts(parts);
  return joined.year === undefined ? readTextDate(readText(date["raw"], date["literal"], date["date-time"])) : joined;
}

/** Dates of older programs: `{"year": 2012, "month": 5}`. */
function readParts(date: JsonFields): readonly unknown[] {
  return [date["year"], date["month"], date["day"]];
}

function joinParts(parts: readonly unknown[]): ReadDate {
  return readTextDate(parts.flatMap((part) => readText(part) ?? []).join("-"));
}

export function readTextDate(text = ""): ReadDate {
  // A year before our era is of no use here, and its number would be taken for another.
  if (/^\s*-\s*\d/.test(text)) return {};
  const written = parseWrittenDate(text);
  const { year, month } = written;
  if (year === undefined) return {};
  return month === undefined ? { year } : { year, date: formatWrittenDate(year, written) };
}
