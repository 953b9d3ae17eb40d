import { findYear } from "./date.js";

/** A date as people and programs write it, as far as it is known. */
export interface WrittenDate {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/**
 * Reads `2019/05/13/`, `2019-05`, `20190513`, `13 May 2019`, `May-Jun 2019`, `JUN 13`, `05/2019`, `13.5.2019`. Seasons
 * and ranges of days give no month and no day; `05/06/2019` gives only the year, as it means two things.
 */
export function parseWrittenDate(text: string): WrittenDate {
  if (text === "") return {};
  if (/^\d{4}$/.test(text)) return checkDate(text);
  const short = text.slice(0, maxDateLength);
  return readNumbers(short) ?? readWords(short);
}

/** ISO 8601 as far as it is known: `2019`, `2019-05` or `2019-05-13`. */
export function formatWrittenDate(year: number, { month, day }: WrittenDate): string {
  const parts = [month, month === undefined ? undefined : day];
  return [year, ...parts.flatMap((part) => (part === undefined ? [] : [String(part).padStart(2, "0")]))].join("-");
}

const maxDateLength = 100;

const yearFirst = /^\D{0,3}(\d{4})\s*[-/.]\s*(\d{1,2})(?!\d)(?:\s*[-/.]\s*(\d{1,2})(?!\d))?/;
const yearLast = /^\D{0,3}(\d{1,2})\s*([-/.])\s*(?:(\d{1,2})\s*[-/.]\s*)?(\d{4})(?!\d)/;
const compact = /^\s*(\d{4})(\d\d)(\d\d)\s*$/;

function readNumbers(text: string): WrittenDate | undefined {
  const [, year, month, day] = yearFirst.exec(text) ?? compact.exec(text) ?? [];
  if (year !== undefined) return checkDate(year, Number(month), Number(day));
  const [, first, sign, second, last] = yearLast.exec(text) ?? [];
  if (last === undefined) return undefined;
  if (second === undefined) return checkDate(last, Number(first));
  const isDayFirst = sign === "." || Number(first) > 12;
  if (isDayFirst) return checkDate(last, Number(second), Number(first));
  if (Number(second) > 12 || first === second) return checkDate(last, Number(first), Number(second));
  return checkDate(last);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthPattern =
  /(?<!\p{L})(?:(jan|feb)(?:ruary|uary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(jun)e?|(jul)y?|(aug)(?:ust)?|(sep)(?:t|tember)?|(oct)(?:ober)?|(nov|dec)(?:ember)?)(?!\p{L})/iu;
const dayPattern = /(?<![\d/])(\d{1,2})(?:st|nd|rd|th)?(?![\d/])/;
/** `13-17`, `May-Jun`, `29 Sep-3 Oct`, `Sep 29-Oct 3`. */
const rangePattern =
  /(?<!\d)\d{1,2}\s?[-–—]\s?\d{1,2}(?!\d)|[a-z.]\s?[-–—]\s?(?:\d{1,2} )?[a-z]|\d\s?[-–—]\s?[a-z]+\.? \d{1,2}(?!\d)/i;

function readWords(text: string): WrittenDate {
  const year = findYear(text);
  const found = monthPattern
    .exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
  if (found === undefined) return year === undefined ? {} : { year };
  const month = months.indexOf(found.toLowerCase()) + 1;
  const day = rangePattern.test(text) ? undefined : dayPattern.exec(text)?.[1];
  return checkDate(year?.toString(), month, day === undefined ? undefined : Number(day));
}

/** Leaves out what cannot be: a month beyond 12, a day beyond 31, a year such as 0000. */
function checkDate(yearText: string | undefined, month = 0, day = 0): WrittenDate {
  const year = findYear(yearText);
  const isMonth = month >= 1 && month <= 12;
  const isDay = isMonth && day >= 1 && day <= 31;
  return { ...(year !== undefined && { year }), ...(isMonth && { month }), ...(isDay && { day }) };
}
