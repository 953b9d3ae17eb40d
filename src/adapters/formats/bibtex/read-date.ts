import { findYear } from "../../../domain/paper/date.js";
import { cleanField } from "./field-text.js";

type Fields = ReadonlyMap<string, string>;

/** The year of an entry, and its date where month or day are known. */
export interface EntryDate {
  readonly year?: number;
  readonly date?: string;
}

/**
 * Reads `date = {2019-05/2019-07}` as the beginning of the range, else `year` with `month` and `day`. The date of the
 * event or of the original edition counts only if there is no other.
 */
export function readEntryDate(fields: Fields): EntryDate {
  for (const name of ["date", "year", "issue_date", "eventdate", "origdate"]) {
    const text = cleanField(fields.get(name) ?? "");
    const year = findYear(text);
    if (year === undefined) continue;
    const full = readIsoDate(text) ?? composeDate(year, fields, name === "year" || name === "date");
    return full === undefined ? { year } : { year: Number(full.slice(0, 4)), date: full };
  }
  return {};
}

/** ISO 8601, also with biblatex's signs of doubt: `2019-05~`, `2019-05-01?`. Seasons, 21 to 41, are not months. */
function readIsoDate(text: string): string | undefined {
  const [, year = "", month, day] =
    /^\s*(\d{4})(?:[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01]))?)?(?![\d-])/.exec(text) ?? [];
  if (month === undefined || findYear(year) === undefined) return undefined;
  return [year, month, day].filter((part) => part !== undefined).join("-");
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The month may hold the day as well: `5 January`, `jan # "~5"`, `May 10--12`. */
function composeDate(year: number, fields: Fields, ownsMonth: boolean): string | undefined {
  if (!ownsMonth) return undefined;
  const text = cleanField(fields.get("month") ?? "").toLowerCase();
  const word = /\p{L}{3,}/u.exec(text)?.[0] ?? "";
  const month = /^\d{1,2}$/.test(text) ? Number(text) : months.indexOf(word.slice(0, 3)) + 1;
  if (month < 1 || month > 12) return undefined;
  const day = Number(
    /^\d{1,2}$/.exec(cleanField(fields.get("day") ?? ""))?.[0] ??
      /(?<!\d)\d{1,2}(?!\d)/.exec(word === "" ? "" : text)?.[0],
  );
  const parts = [month, ...(day >= 1 && day <= 31 ? [day] : [])];
  return [year, ...parts.map((part) => String(part).padStart(2, "0"))].join("-");
}
