import type { FacetName } from "../../../domain/search/facets.js";
import { hasYears, nameFilters, withoutYears } from "../filters.js";
import type { SearchView } from "../../shell/view-address.js";

export interface FacetPlan {
  readonly facets: readonly FacetName[];
  readonly view: SearchView;
}

/**
 * The searches that count all facets: one for the facets without a selected value, and one for each of the others. A
 * facet is counted without its own selected values, because otherwise it would offer only those.
 */
export function planFacets(view: SearchView): FacetPlan[] {
  const { filters } = view;
  const plans: FacetPlan[] = [];
  const open: FacetName[] = [];
  if (hasYears(filters)) plans.push({ facets: ["year"], view: { ...view, filters: withoutYears(filters) } });
  else open.push("year");
  for (const name of nameFilters) {
    if (filters[name].length === 0) open.push(name);
    else plans.push({ facets: [name], view: { ...view, filters: { ...filters, [name]: [] } } });
  }
  return open.length > 0 ? [{ facets: open, view }, ...plans] : plans;
}
