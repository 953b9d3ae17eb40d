import type { SearchRequest } from "../../client/index.js";
import { createAreaFilter } from "../map/map-area.js";
import type { SearchView } from "../shell/view-address.js";
import { nameFilters, splitOwn, type Filters } from "./filters.js";

/** The part of the API's request that a view determines. */
export function createSearchRequest(view: SearchView): SearchRequest {
  const { query, mode, semanticWeight, sort, filters, isTyped, showsAll, offset, isUnfinished = false } = view;
  return {
    query,
    mode,
    semanticWeight,
    sort,
    filter: createFilter(filters),
    ...(isTyped && { spelling: "typed" as const }),
    ...(showsAll && { minScore: 0 }),
    ...(offset > 0 && { offset }),
    ...(isUnfinished && { prefix: true }),
    snippets: true,
  };
}

/** The API rejects empty lists. */
export function createFilter(filters: Filters): NonNullable<SearchRequest["filter"]> {
  const { year, yearFrom, yearTo, dateFrom, dateTo, retracted, extra, area } = filters;
  const lists = [...nameFilters, "has", "missing"] as const;
  const given = lists.filter((name) => filters[name].length > 0).map((name) => [name, filters[name]]);
  return {
    ...(year.length > 0 && { year: [...year] }),
    yearFrom,
    yearTo,
    dateFrom,
    dateTo,
    retracted,
    ...Object.fromEntries(given),
    ...(extra.length > 0 && { extra: gatherOwn(extra) }),
    ...(area && createAreaFilter(area)),
  };
}

/** The values of each own field. */
function gatherOwn(extra: Filters["extra"]): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [name, value] of extra.map(splitOwn)) (fields[name] ??= []).push(value);
  return fields;
}
