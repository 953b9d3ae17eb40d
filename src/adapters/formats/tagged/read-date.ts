import { formatWrittenDate, parseWrittenDate } from "../../../domain/paper/written-date.js";

/**
 * The year of the first date that has one, and the most exact date of that year. A date without a year, such as
 * `JUN 13`, belongs to it.
 */
export function readDate(written: readonly string[]): { year?: number; date?: string } {
  const dates = written.map(parseWrittenDate);
  const year = dates.find((date) => date.year !== undefined)?.year;
  if (year === undefined) return {};
  const fitting = dates.filter((date) => date.month !== undefined && (date.year ?? year) === year);
  const best = fitting.find((date) => date.day !== undefined) ?? fitting[0];
  return { year, ...(best && { date: formatWrittenDate(year, best) }) };
}
