import type { SearchRequest } from "../../client/index.js";
import { createAreaFilter } from "../map/map-area.js";
import type { SearchView } from "../shell/view-address.js";
import { nameFilters, type Filters } from "./filters.js";

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
  };
}

/** The API rejects empty lists. */
function createFilter({ year, yearFrom, yearTo, area, ...names }: Filters): NonNullable<SearchRequest["filter"]> {
  const lists = nameFilters.filter((name) => names[name].length > 0).map((name) => [name, names[name]]);
  return {
    ...(year.length > 0 && { year: [...year] }),
    yearFrom,
    yearTo,
    ...Object.fromEntries(lists),
    ...(area && createAreaFilter(area)),
  };
}
