import type { YearRange } from "../map-place.js";
import type { TimeWindow } from "../tones.js";

/** The years of a timeline, and how many papers each has. */
export interface YearSpan extends YearRange {
  readonly counts: readonly number[];
}

/** A few papers that are far older than the others would leave the timeline empty for most of its length. */
const oldestShare = 0.003;

/** The years from which papers are, without the oldest few of them; undefined if no paper has a year. */
export function findYearSpan(years: Int16Array): YearSpan | undefined {
  const sorted = years.filter((year) => year > 0).sort();
  if (sorted.length === 0) return undefined;
  const from = sorted[Math.floor(sorted.length * oldestShare)]!;
  const to = sorted.at(-1)!;
  const counts = Array.from({ length: to - from + 1 }, () => 0);
  for (const year of sorted) if (year >= from) counts[year - from]! += 1;
  return { from, to, counts };
}

/** How many years are shown at a time: all until the chosen one, or some. */
export const widths = ["all", 1, 3, 5, 10] as const;
export type Width = (typeof widths)[number];

/** The years that are shown when the timeline is at a year. */
export function chooseYears(year: number, width: Width): YearRange {
  return { from: width === "all" ? 0 : year - width + 1, to: year };
}

/** The year and the width of shown years; those of the address may be any. */
export function readTimeline(
  span: YearRange,
  { from, to }: YearRange,
): { readonly year: number; readonly width: Width } {
  const year = Math.min(span.to, Math.max(span.from, to));
  return { year, width: widths.find((one) => one === to - from + 1) ?? "all" };
}

/** The moment at which all papers of the shown years have appeared. */
export function toWindow({ from, to }: YearRange): TimeWindow {
  return { from: Math.max(1, from), until: to + 1 };
}
