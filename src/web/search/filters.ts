/** The filters that are lists of names. */
export const nameFilters = ["venue", "category", "author"] as const;
export type NameFilter = (typeof nameFilters)[number];

/** What a search is narrowed to: several values of one filter are OR, several filters AND. */
export interface Filters extends Readonly<Record<NameFilter, readonly string[]>> {
  /** Single years; the range below is what the page itself chooses. */
  readonly year: readonly number[];
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
}

export const noFilters: Filters = {
  year: [],
  yearFrom: undefined,
  yearTo: undefined,
  venue: [],
  category: [],
  author: [],
};

/** The API takes a hundred values of one filter; nobody chooses as many by hand. */
const mostValues = 100;

/** Reads them from a query string; what it does not understand it leaves out. */
export function readFilters(values: URLSearchParams): Filters {
  const years = values.getAll("year").flatMap((text) => parseYear(text) ?? []);
  return {
    year: keepDistinct(years),
    yearFrom: parseYear(values.get("yearFrom") ?? ""),
    yearTo: parseYear(values.get("yearTo") ?? ""),
    venue: readNames(values, "venue"),
    category: readNames(values, "category"),
    author: readNames(values, "author"),
  };
}

/** Writes them as the API and the page's own addresses have them. */
export function addFilters(values: URLSearchParams, filters: Filters): void {
  for (const year of filters.year) values.append("year", String(year));
  if (filters.yearFrom !== undefined) values.set("yearFrom", String(filters.yearFrom));
  if (filters.yearTo !== undefined) values.set("yearTo", String(filters.yearTo));
  for (const name of nameFilters) for (const value of filters[name]) values.append(name, value);
}

export function toggleName(filters: Filters, name: NameFilter, value: string): Filters {
  const chosen = filters[name];
  const rest = chosen.filter((other) => !isSameName(other, value));
  return { ...filters, [name]: rest.length < chosen.length ? rest : [...chosen, value] };
}

/** The API heeds no case in names, so neither does the page. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export interface ChosenFilter {
  readonly label: string;
  /** What is left when this one is taken away. */
  readonly without: Filters;
}

/** Each chosen value by itself; a range of years is one. */
export function listChosen(filters: Filters): ChosenFilter[] {
  const { year, yearFrom, yearTo } = filters;
  const chosen: ChosenFilter[] = year.map((value) => ({
    label: String(value),
    without: { ...filters, year: year.filter((other) => other !== value) },
  }));
  if (yearFrom !== undefined || yearTo !== undefined)
    chosen.push({ label: nameRange(yearFrom, yearTo), without: withoutRange(filters) });
  for (const name of nameFilters) {
    for (const value of filters[name]) chosen.push({ label: value, without: toggleName(filters, name, value) });
  }
  return chosen;
}

/** Filters that leave the years open, as their histogram needs them. */
export function withoutYears(filters: Filters): Filters {
  return { ...withoutRange(filters), year: [] };
}

export function hasYears({ year, yearFrom, yearTo }: Filters): boolean {
  return year.length > 0 || yearFrom !== undefined || yearTo !== undefined;
}

/** Four digits make a year that the API takes; anything else is a year that is still being typed. */
export function parseYear(text: string): number | undefined {
  return /^[12]\d{3}$/.test(text.trim()) ? Number(text) : undefined;
}

function withoutRange(filters: Filters): Filters {
  return { ...filters, yearFrom: undefined, yearTo: undefined };
}

function nameRange(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `until ${to}`;
  if (to === undefined) return `since ${from}`;
  return from === to ? String(from) : `${from}–${to}`;
}

function readNames(values: URLSearchParams, name: NameFilter): string[] {
  const given = values.getAll(name).map((text) => text.trim());
  return keepDistinct(given.filter((text) => text !== ""));
}

function keepDistinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)].slice(0, mostValues);
}
