import type { HeldField } from "../../domain/search/held-fields.js";
import { nameArea } from "../map/map-area.js";
import { type Filters, nameFilters, requireField, splitOwn, toggleName } from "./filters.js";

export interface ChosenFilter {
  readonly label: string;
  /** The filters without this one. */
  readonly without: Filters;
}

/** Each selected value separately; a range counts as one. */
export function listChosen(filters: Filters): ChosenFilter[] {
  const { year, yearFrom, yearTo, dateFrom, dateTo, retracted } = filters;
  const chosen: ChosenFilter[] = year.map((value) => ({
    label: String(value),
    without: { ...filters, year: year.filter((other) => other !== value) },
  }));
  const add = (label: string, without: Filters) => chosen.push({ label, without });
  if (yearFrom !== undefined || yearTo !== undefined)
    add(nameRange(yearFrom, yearTo), { ...filters, yearFrom: undefined, yearTo: undefined });
  if (dateFrom !== undefined || dateTo !== undefined)
    add(nameRange(dateFrom, dateTo), { ...filters, dateFrom: undefined, dateTo: undefined });
  for (const name of nameFilters) {
    for (const value of filters[name]) add(value, toggleName(filters, name, value));
  }
  for (const own of filters.extra) add(splitOwn(own).join(": "), toggleName(filters, "extra", own));
  for (const field of filters.has) add(`with ${fieldNames[field]}`, requireField(filters, field, undefined));
  for (const field of filters.missing) add(`without ${fieldNames[field]}`, requireField(filters, field, undefined));
  if (filters.area) add(nameArea(filters.area), { ...filters, area: undefined });
  if (retracted !== undefined) add(retracted ? "retracted" : "not retracted", { ...filters, retracted: undefined });
  return chosen;
}

/** The fields of a paper, as people call them. */
export const fieldNames: Readonly<Record<HeldField, string>> = {
  abstract: "abstract",
  doi: "DOI",
  arxivId: "arXiv ID",
  venue: "venue",
  authors: "authors",
  year: "year",
  date: "date",
  url: "address",
  keywords: "keywords",
  categories: "categories",
  tags: "tags",
  vector: "embedding",
};

function nameRange<Bound extends number | string>(from: Bound | undefined, to: Bound | undefined): string {
  if (from === undefined) return `until ${to}`;
  if (to === undefined) return `since ${from}`;
  return from === to ? String(from) : `${from}–${to}`;
}
