import { foldCase } from "../../domain/text/fold-text.js";
import { addMapArea, type MapArea, nameArea, readMapArea } from "../map/map-area.js";

/** The filters that are lists of names. */
export const nameFilters = ["venue", "category", "author"] as const;
export type NameFilter = (typeof nameFilters)[number];

/** Several values of one filter are combined with OR, several filters with AND. */
export interface Filters extends Readonly<Record<NameFilter, readonly string[]>> {
  /** Single years, from an address; the page itself sets the range below. */
  readonly year: readonly number[];
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
  /** A part of the map. */
  readonly area: MapArea | undefined;
}

export const noFilters: Filters = {
  year: [],
  yearFrom: undefined,
  yearTo: undefined,
  area: undefined,
  venue: [],
  category: [],
  author: [],
};

/** The API's limit for the values of one filter. */
const maxValues = 100;

/** Reads filters from a query string and ignores invalid values. */
export function readFilters(values: URLSearchParams): Filters {
  const years = values.getAll("year").flatMap((text) => parseYear(text) ?? []);
  return {
    year: keepDistinct(years),
    yearFrom: parseYear(values.get("yearFrom") ?? ""),
    yearTo: parseYear(values.get("yearTo") ?? ""),
    area: readMapArea(values),
    venue: readNames(values, "venue"),
    category: readNames(values, "category"),
    author: readNames(values, "author"),
  };
}

/** Writes filters in the form of the page's addresses. */
export function addFilters(values: URLSearchParams, filters: Filters): void {
  for (const year of filters.year) values.append("year", String(year));
  if (filters.yearFrom !== undefined) values.set("yearFrom", String(filters.yearFrom));
  if (filters.yearTo !== undefined) values.set("yearTo", String(filters.yearTo));
  for (const name of nameFilters) for (const value of filters[name]) values.append(name, value);
  if (filters.area) addMapArea(values, filters.area);
}

/** The fields of a form that sends these filters. */
export function listHidden(filters: Filters): [name: string, value: string][] {
  const values = new URLSearchParams();
  addFilters(values, filters);
  return [...values];
}

export function toggleName(filters: Filters, name: NameFilter, value: string): Filters {
  const chosen = filters[name];
  const rest = chosen.filter((other) => !isSameName(other, value));
  return { ...filters, [name]: rest.length < chosen.length ? rest : [...chosen, value] };
}

/** Like the API, ignores case. */
export function isSameName(one: string, other: string): boolean {
  return foldCase(one) === foldCase(other);
}

export interface ChosenFilter {
  readonly label: string;
  /** The filters without this one. */
  readonly without: Filters;
}

/** Each selected value separately; a range of years counts as one. */
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
  if (filters.area) chosen.push({ label: nameArea(filters.area), without: { ...filters, area: undefined } });
  return chosen;
}

/** Filters without years, as the histogram of years needs them. */
export function withoutYears(filters: Filters): Filters {
  return { ...withoutRange(filters), year: [] };
}

export function hasFilters(filters: Filters): boolean {
  return hasYears(filters) || filters.area !== undefined || nameFilters.some((name) => filters[name].length > 0);
}

export function hasYears({ year, yearFrom, yearTo }: Filters): boolean {
  return year.length > 0 || yearFrom !== undefined || yearTo !== undefined;
}

/** The API accepts years of four digits; anything else is still being typed. */
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
  return [...new Set(values)].slice(0, maxValues);
}
