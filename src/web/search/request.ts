import type { SearchRequest } from "../../client/index.js";
import type { SearchView } from "../shell/view-address.js";
import { nameFilters, type Filters } from "./filters.js";

/** The part of the API's request that a view determines. */
export function createSearchRequest({ query, mode, semanticWeight, sort, filters }: SearchView): SearchRequest {
  return { query, mode, semanticWeight, sort, filter: createFilter(filters) };
}

/** The API rejects empty lists. */
function createFilter({ year, yearFrom, yearTo, ...names }: Filters): NonNullable<SearchRequest["filter"]> {
  const lists = nameFilters.filter((name) => names[name].length > 0).map((name) => [name, names[name]]);
  return { ...(year.length > 0 && { year: [...year] }), yearFrom, yearTo, ...Object.fromEntries(lists) };
}
