/**
 * A number that orders papers by date, greater for later dates; 0 for an unknown date. A date without month or day
 * sorts before every full date of the same year or month: `2021` < `2021-05` < `2021-05-01`. Falls back to the year if
 * the date cannot be parsed.
 *
 * The number is below 2^21.
 */
export function readDateKey(date: string | undefined, year: number | undefined): number {
  const match = date === undefined ? null : datePattern.exec(date);
  if (!match) return composeKey(year ?? 0, 0, 0);
  const [, dateYear, month, day] = match;
  return composeKey(Number(dateYear), Number(month ?? 0), Number(day ?? 0));
}

/**
 * The first year from 1000 on in a field filled in by people or other programs: `2019-01-31`, `c2019`, `12/31/2020`.
 * Placeholders such as `0000` and `9999` are ignored.
 */
export function findYear(text: string | number | null | undefined): number | undefined {
  const year = /(?<!\d)(?:1\d{3}|2[01]\d{2})(?!\d)/.exec(String(text ?? ""))?.[0];
  return year === undefined ? undefined : Number(year);
}

/** ISO 8601, with or without a time; slashes occur as well. */
const datePattern = /^(\d{4})(?:[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12]\d|3[01]))?)?(?=$|[T ])/;

const years = 3_000;
const monthRadix = 13;
const dayRadix = 32;

function composeKey(year: number, month: number, day: number): number {
  return (Math.min(year, years) * monthRadix + month) * dayRadix + day;
}
