import { isDate } from "../../paper/date-range.js";
import type { QueryField } from "./fields.js";
import type { DateBounds } from "./node.js";

const date = String.raw`\d{4}(?:[-/.]\d{1,2}){0,2}(?![\p{L}\p{N}])`;
const dash = String.raw`\s*(?:\.{2,3}|…|[-–—:]|to(?=\s))\s*`;

/** For patterns with the flags `iu`: what may follow `year:` or `date:`, spaces included. */
export const datePattern = [
  String.raw`\[\s*(?:${date}|\*)\s+to\s+(?:${date}|\*)\s*\]`,
  String.raw`(?:[<>]=?|[≤≥=])\s*${date}`,
  `${date}(?:,${date})+`,
  `${date}${dash}${date}`,
  String.raw`${date}(?:\.{2,3}|…|[-–—](?![\p{L}\p{N}]))?`,
  String.raw`(?:\.{2,3}|…|[-–—])${date}`,
].join("|");

/**
 * Reads the value of `year:`, `date:` and their relatives: alternatives, usually one. `undefined` for anything but years
 * and dates of the calendar.
 */
export function readDateBounds(field: QueryField, value: string): DateBounds[] | undefined {
  const listed = value.split(",").map((item) => readBounds(field, item.trim()));
  return listed.every((bounds) => bounds !== undefined) ? listed : undefined;
}

function readBounds(field: QueryField, value: string): DateBounds | undefined {
  if (field !== "year" && field !== "date") return readSide(sides[field] ?? "", value);
  const [, sign, signed] = /^([<>]=?|[≤≥=])(.*)/s.exec(value) ?? [];
  if (sign !== undefined) return readSide(sign, signed?.trim() ?? "");
  const range = splitRange(value);
  if (!range) return writeBounds(readDate(value), readDate(value));
  const [from, to] = range.map((end) => (end === "*" ? "" : end));
  if (from === "" && to === "") return undefined;
  if ((from !== "" && !readDate(from)) || (to !== "" && !readDate(to))) return undefined;
  return writeBounds(readDate(from), readDate(to));
}

function splitRange(value: string): readonly [string, string] | undefined {
  const listed = /^\[(.*)\]$/s.exec(value)?.[1];
  if (listed !== undefined) return splitAt(listed, /\sto\s/i);
  // A hyphen is part of a date unless years surround it, or nothing.
  const years = /^(\d{4})?\s*[-–—:]\s*(\d{4})?$/.exec(value);
  return years ? [years[1] ?? "", years[2] ?? ""] : splitAt(value, /\.{2,3}|…|–|—|:|\sto\s|\s-\s/i);
}

function splitAt(text: string, separator: RegExp): readonly [string, string] | undefined {
  const found = separator.exec(text);
  return found ? [text.slice(0, found.index).trim(), text.slice(found.index + found[0].length).trim()] : undefined;
}

const sides: Readonly<Partial<Record<QueryField, string>>> = { before: "<", after: ">", since: ">=", until: "<=" };

function readSide(sign: string, value: string): DateBounds | undefined {
  const found = readDate(value);
  if (found === undefined) return undefined;
  if (sign === "=") return writeBounds(found, found);
  if (sign === ">=" || sign === "≥") return writeBounds(found, undefined);
  if (sign === "<=" || sign === "≤") return writeBounds(undefined, found);
  return sign === ">" ? writeBounds(moveDate(found, 1), undefined) : writeBounds(undefined, moveDate(found, -1));
}

/** The date as in ISO 8601. */
function readDate(text: string | undefined): string | undefined {
  const [year = "", ...rest] = (text ?? "").split(/[-/.]/);
  const found = [year, ...rest.map((part) => part.padStart(2, "0"))].join("-");
  return isDate(found) ? found : undefined;
}

/** Years alone restrict the year, which more papers have than a date. */
function writeBounds(from: string | undefined, to: string | undefined): DateBounds | undefined {
  if (from === undefined && to === undefined) return undefined;
  if ((from ?? "").length <= 4 && (to ?? "").length <= 4) {
    return { ...(from !== undefined && { yearFrom: Number(from) }), ...(to !== undefined && { yearTo: Number(to) }) };
  }
  return { ...(from !== undefined && { dateFrom: from }), ...(to !== undefined && { dateTo: to }) };
}

/** The next or the previous year, month or day. */
function moveDate(text: string, step: 1 | -1): string {
  const [year, month, day] = text.split("-").map(Number);
  if (month === undefined) return String(year! + step).padStart(4, "0");
  const moved = new Date(Date.UTC(year!, month - 1, day ?? 1));
  if (day === undefined) moved.setUTCMonth(moved.getUTCMonth() + step);
  else moved.setUTCDate(day + step);
  return moved.toISOString().slice(0, text.length);
}
