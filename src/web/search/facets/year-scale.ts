export interface YearCount {
  readonly value: number;
  readonly count: number;
}

/** One bar of the histogram: the papers of these years, both inclusive. */
export interface YearBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Share of the highest bar, 0 to 1. */
  readonly height: number;
}

/** An axis of years without gaps, from the first to the last, cut into bars of equally many years. */
export interface YearScale {
  readonly first: number;
  readonly last: number;
  /** Years of one bar. */
  readonly step: number;
  readonly bars: readonly YearBar[];
}

/** More bars than this are too thin to see and to hit. */
const mostBars = 48;

/** @param counts in any order; `undefined` when there is no year, or only one, and so nothing to choose */
export function scaleYears(counts: readonly YearCount[]): YearScale | undefined {
  const years = counts.map(({ value }) => value);
  const first = Math.min(...years);
  const last = Math.max(...years);
  if (counts.length < 2) return undefined;
  const span = last - first + 1;
  const step = Math.ceil(span / mostBars);
  const sums = Array.from({ length: Math.ceil(span / step) }, () => 0);
  for (const { value, count } of counts) sums[Math.floor((value - first) / step)]! += count;
  const highest = Math.max(...sums);
  const bars = sums.map((count, at) => ({
    from: first + at * step,
    to: Math.min(first + (at + 1) * step - 1, last),
    count,
    height: count / highest,
  }));
  return { first, last, step, bars };
}

/** The bar at a place of the axis, 0 to 1 from left to right; places beyond it are its ends. */
export function findBar({ bars }: YearScale, place: number): YearBar {
  const at = Math.min(Math.max(Math.floor(place * bars.length), 0), bars.length - 1);
  return bars[at]!;
}

/** A range as filters have it: an end of the axis leaves that side open. */
export function openEnds(
  { first, last }: YearScale,
  [from, to]: readonly [number, number],
): { yearFrom: number | undefined; yearTo: number | undefined } {
  return { yearFrom: from > first ? from : undefined, yearTo: to < last ? to : undefined };
}
