export interface YearCount {
  readonly value: number;
  readonly count: number;
}

/** One bar of the histogram: the papers of these years, both inclusive. */
export interface YearBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Share of the tallest bar, 0 to 1. */
  readonly height: number;
}

/** A continuous axis from the first to the last year, divided into bars of equally many years. */
export interface YearScale {
  readonly first: number;
  readonly last: number;
  /** Years per bar. */
  readonly step: number;
  readonly bars: readonly YearBar[];
}

/** More bars than this would be too thin to see and to click. */
const maxBars = 48;

/**
 * @param counts in any order
 * @returns `undefined` with fewer than two years, as there is no range to select
 */
export function scaleYears(counts: readonly YearCount[]): YearScale | undefined {
  const years = counts.map(({ value }) => value);
  const first = Math.min(...years);
  const last = Math.max(...years);
  if (counts.length < 2) return undefined;
  const span = last - first + 1;
  const step = Math.ceil(span / maxBars);
  const sums = Array.from({ length: Math.ceil(span / step) }, () => 0);
  for (const { value, count } of counts) sums[Math.floor((value - first) / step)]! += count;
  const tallest = Math.max(...sums);
  const bars = sums.map((count, at) => ({
    from: first + at * step,
    to: Math.min(first + (at + 1) * step - 1, last),
    count,
    height: count / tallest,
  }));
  return { first, last, step, bars };
}

/** The bar at a position on the axis, 0 to 1 from left to right; positions outside are clamped. */
export function findBar({ bars }: YearScale, position: number): YearBar {
  const at = Math.min(Math.max(Math.floor(position * bars.length), 0), bars.length - 1);
  return bars[at]!;
}

/** A range for the filters: an end of the axis leaves that side open. */
export function openEnds(
  { first, last }: YearScale,
  [from, to]: readonly [number, number],
): { yearFrom: number | undefined; yearTo: number | undefined } {
  return { yearFrom: from > first ? from : undefined, yearTo: to < last ? to : undefined };
}
