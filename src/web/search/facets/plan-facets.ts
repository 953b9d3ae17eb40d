import type { FacetName } from "../../../domain/search/facet-names.js";
import { hasYears, nameFilters, withoutYears, type Filters } from "../filters.js";
import type { SearchView } from "../../shell/view-address.js";

export interface FacetPlan {
  readonly facets: readonly FacetName[];
  readonly view: SearchView;
}

/**
 * The searches that count all facets: one for the facets without a selected value, and one for each of the others. A
 * facet is counted without its own selected values, because otherwise it would offer only those. Papers must have all
 * of the fields that are chosen, so these are counted with what is chosen.
 */
export function planFacets(view: SearchView): FacetPlan[] {
  const { filters } = view;
  const open: FacetName[] = ["has"];
  const plans: FacetPlan[] = [];
  const add = (name: FacetName, isChosen: boolean, others: Filters) => {
    if (isChosen) plans.push({ facets: [name], view: { ...view, filters: others } });
    else open.push(name);
  };
  add("year", hasYears(filters), withoutYears(filters));
  for (const name of [...nameFilters, "extra"] as const)
    add(name, filters[name].length > 0, { ...filters, [name]: [] });
  add("retracted", filters.retracted !== undefined, { ...filters, retracted: undefined });
  return [{ facets: open, view }, ...plans];
}
