import { nameFacets, type NameFacet } from "../../domain/search/facet-names.js";
import { heldFields, type HeldField } from "../../domain/search/held-fields.js";
import { foldCase } from "../../domain/text/fold-text.js";
import { addMapArea, type MapArea, readMapArea } from "../map/map-area.js";

/** The filters that are lists of names. */
export const nameFilters = nameFacets;
export type NameFilter = NameFacet;

/** Several values of one filter are combined with OR, several filters with AND. */
export interface Filters extends Readonly<Record<NameFilter, readonly string[]>> {
  /** Single years, from an address; the page itself sets the range below. */
  readonly year: readonly number[];
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
  /** A part of the map. */
  readonly area: MapArea | undefined;
  /** A day, a month or a year, as in an address; the page itself sets days. */
  readonly dateFrom: string | undefined;
  readonly dateTo: string | undefined;
  /** All of these fields must be there. */
  readonly has: readonly HeldField[];
  /** None of these fields may be there. */
  readonly missing: readonly HeldField[];
  readonly retracted: boolean | undefined;
  /** Own fields, each as `NAME=VALUE`. */
  readonly extra: readonly string[];
}

export const noFilters: Filters = {
  year: [],
  yearFrom: undefined,
  yearTo: undefined,
  area: undefined,
  dateFrom: undefined,
  dateTo: undefined,
  venue: [],
  category: [],
  author: [],
  tags: [],
  has: [],
  missing: [],
  retracted: undefined,
  extra: [],
};

/** The API's limit for the values of one filter. */
const maxValues = 100;

/** Reads filters from a query string and ignores invalid values. */
export function readFilters(values: URLSearchParams): Filters {
  const years = values.getAll("year").flatMap((text) => parseYear(text) ?? []);
  const retracted = values.get("retracted");
  return {
    year: keepDistinct(years),
    yearFrom: parseYear(values.get("yearFrom") ?? ""),
    yearTo: parseYear(values.get("yearTo") ?? ""),
    area: readMapArea(values),
    dateFrom: parseDate(values.get("dateFrom") ?? ""),
    dateTo: parseDate(values.get("dateTo") ?? ""),
    venue: readNames(values, "venue"),
    category: readNames(values, "category"),
    author: readNames(values, "author"),
    tags: readNames(values, "tags"),
    has: readFields(values, "has"),
    missing: readFields(values, "missing"),
    retracted: retracted === "true" ? true : retracted === "false" ? false : undefined,
    extra: readExtra(values),
  };
}

/** Writes filters in the form of the page's addresses. */
export function addFilters(values: URLSearchParams, filters: Filters): void {
  for (const year of filters.year) values.append("year", String(year));
  for (const name of ["yearFrom", "yearTo", "dateFrom", "dateTo", "retracted"] as const) {
    if (filters[name] !== undefined) values.set(name, String(filters[name]));
  }
  for (const name of nameFilters) for (const value of filters[name]) values.append(name, value);
  if (filters.area) addMapArea(values, filters.area);
  for (const name of ["has", "missing"] as const) for (const field of filters[name]) values.append(name, field);
  for (const own of filters.extra) values.append(...nameOwn(own));
}

/** The fields of a form that sends these filters, but for those that the panel has. */
export function listHidden({ year, area }: Filters): [name: string, value: string][] {
  const values = new URLSearchParams();
  addFilters(values, { ...noFilters, year, area });
  return [...values];
}

/** The parameter of an own field, `extra.NAME`, and its value. */
export function nameOwn(own: string): [parameter: string, value: string] {
  const [name, value] = splitOwn(own);
  return [`extra.${name}`, value];
}

/** The name of a field has no equals sign. */
export function splitOwn(own: string): [name: string, value: string] {
  const at = own.indexOf("=");
  return [own.slice(0, at), own.slice(at + 1)];
}

export function toggleName(filters: Filters, name: NameFilter | "extra", value: string): Filters {
  const chosen = filters[name];
  const rest = chosen.filter((other) => !isSameName(other, value));
  return { ...filters, [name]: rest.length < chosen.length ? rest : [...chosen, value] };
}

/** What papers must have or lack; `undefined` for either. */
export function requireField(filters: Filters, field: HeldField, wanted: "has" | "missing" | undefined): Filters {
  const without = (fields: readonly HeldField[]) => fields.filter((other) => other !== field);
  const rest = { ...filters, has: without(filters.has), missing: without(filters.missing) };
  return wanted === undefined ? rest : { ...rest, [wanted]: [...rest[wanted], field] };
}

/** Like the API, ignores case. */
export function isSameName(one: string, other: string): boolean {
  return foldCase(one) === foldCase(other);
}

/** Filters without years, as the histogram of years needs them. */
export function withoutYears(filters: Filters): Filters {
  return { ...filters, year: [], yearFrom: undefined, yearTo: undefined };
}

export function hasYears({ year, yearFrom, yearTo }: Filters): boolean {
  return year.length > 0 || yearFrom !== undefined || yearTo !== undefined;
}

export function hasFilters(filters: Filters): boolean {
  return Object.values(filters).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
}

/** The API accepts years of four digits; anything else is still being typed. */
export function parseYear(text: string): number | undefined {
  return /^[12]\d{3}$/.test(text.trim()) ? Number(text) : undefined;
}

/** A day, a month or a year. */
function parseDate(text: string): string | undefined {
  const date = text.trim();
  if (!/^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(date)) return undefined;
  // A day that the month does not have would be another one.
  const read = new Date(date);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined;
}

function readNames(values: URLSearchParams, name: NameFilter): string[] {
  const given = values.getAll(name).map((text) => text.trim());
  return keepDistinct(given.filter((text) => text !== ""));
}

function readFields(values: URLSearchParams, name: "has" | "missing"): HeldField[] {
  const given = new Set<string>(values.getAll(name).flatMap((text) => text.split(",").map((field) => field.trim())));
  return keepDistinct(heldFields.filter((field) => given.has(field)));
}

function readExtra(values: URLSearchParams): string[] {
  const given = [...values].filter(([name, value]) => /^extra\.[\p{L}\p{N}]/u.test(name) && value.trim() !== "");
  return keepDistinct(given.map(([name, value]) => `${name.slice("extra.".length)}=${value.trim()}`));
}

function keepDistinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)].slice(0, maxValues);
}
