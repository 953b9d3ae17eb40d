import { findYear } from "../../../domain/paper/date.js";
import { isFields, type JsonFields, readList, readText } from "../json-fields.js";

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

function joinParts([yearPart, monthPart, dayPart]: readonly unknown[]): ReadDate {
  const year = findYear(readText(yearPart));
  if (year === undefined) return {};
  const month = Number(monthPart);
  const day = Number(dayPart);
  // Higher numbers are seasons.
  if (!(month >= 1 && month <= 12)) return { year };
  return { year, date: [year, month, ...(day >= 1 && day <= 31 ? [day] : [])].map(padPart).join("-") };
}

export function readTextDate(text = ""): ReadDate {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)/.exec(text) ?? [];
  if (year !== undefined) return joinParts([year, month, day]);
  const found = findYear(text);
  return found === undefined ? {} : { year: found };
}

function padPart(part: number): string {
  return String(part).padStart(2, "0");
}
