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
  /** `before 1970` and the like: the bar gathers far fewer papers of far more years than the others. */
  readonly tail?: string;
}

/** The bars from the first to the last year: equally many years each, but for the tails. */
export interface YearScale {
  readonly bars: readonly YearBar[];
}

export interface YearRange {
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
}

const openRange: YearRange = { yearFrom: undefined, yearTo: undefined };

/** More bars than this would be too thin to see and to click. */
const maxBars = 48;

/**
 * @param counts in any order
 * @param range is on the axis even where it has no papers
 * @returns `undefined` with fewer than two years, as there is no range to select
 */
export function scaleYears(counts: readonly YearCount[], range: YearRange = openRange): YearScale | undefined {
  const chosen = [range.yearFrom, range.yearTo].flatMap((value) => (value === undefined ? [] : [{ value, count: 0 }]));
  const sorted = [...counts, ...chosen].sort((one, other) => one.value - other.value);
  const [first, last] = [sorted[0]?.value, sorted.at(-1)?.value];
  if (first === undefined || last === undefined || first === last) return undefined;
  const body = last - first < maxBars ? { from: first, to: last } : findBody(sorted);
  const sum = (from: number, to: number) =>
    sorted.reduce((all, { value, count }) => (value >= from && value <= to ? all + count : all), 0);
  const step = Math.ceil((body.to - body.from + 1) / maxBars);
  const starts = Array.from({ length: Math.ceil((body.to - body.from + 1) / step) }, (_, at) => body.from + at * step);
  const spans = [
    ...(first < body.from ? [{ from: first, to: body.from - 1, tail: `before ${body.from}` }] : []),
    ...starts.map((from) => ({ from, to: Math.min(from + step - 1, body.to) })),
    ...(last > body.to ? [{ from: body.to + 1, to: last, tail: `after ${body.to}` }] : []),
  ];
  const counted = spans.map((span) => ({ ...span, count: sum(span.from, span.to) }));
  const tallest = Math.max(1, ...counted.map(({ count }) => count));
  return { bars: counted.map((bar) => ({ ...bar, height: bar.count / tallest })) };
}

/** Years are far out beyond this many times the spread of the middle half of the papers. */
const reach = 3;
/** The spread of papers that are all of a few years. */
const minSpread = 6;

/**
 * The years without the few that are far from the others (Tukey's outer fences): a single paper of 1665 would leave no
 * room for the rest.
 */
function findBody(sorted: readonly YearCount[]): { readonly from: number; readonly to: number } {
  const [low, high] = [findQuantile(sorted, 0.25), findQuantile(sorted, 0.75)];
  const distance = reach * Math.max(high - low, minSpread);
  const within = sorted.filter(({ value }) => value >= low - distance && value <= high + distance);
  return { from: within[0]!.value, to: within.at(-1)!.value };
}

function findQuantile(sorted: readonly YearCount[], share: number): number {
  const wanted = sorted.reduce((all, { count }) => all + count, 0) * share;
  let passed = 0;
  return sorted.find(({ count }) => (passed += count) >= wanted)!.value;
}

/** The place of the bar at a position on the axis, 0 to 1 from left to right; positions outside are clamped. */
export function findBar({ bars }: YearScale, position: number): number {
  return Math.min(Math.max(Math.floor(position * bars.length), 0), bars.length - 1);
}

/** Places of the first and the last bar of a range, both inclusive. */
export type BarRange = readonly [first: number, last: number];

/** The bars of a range of years. */
export function findBars({ bars }: YearScale, { yearFrom, yearTo }: YearRange): BarRange {
  const first = yearFrom === undefined ? 0 : bars.findIndex(({ to }) => to >= yearFrom);
  const last = yearTo === undefined ? bars.length : bars.filter(({ from }) => from <= yearTo).length;
  return [first < 0 ? bars.length - 1 : first, Math.max(last - 1, 0)];
}

/** The range for the filters: an end of the axis leaves that side open. */
export function toYears({ bars }: YearScale, [first, last]: BarRange): YearRange {
  return {
    yearFrom: first > 0 ? bars[first]!.from : undefined,
    yearTo: last < bars.length - 1 ? bars[last]!.to : undefined,
  };
}

/** The years of a bar, in words. */
export function nameBar({ from, to, tail }: YearBar): string {
  return tail ?? (from === to ? String(from) : `${from}–${to}`);
}
