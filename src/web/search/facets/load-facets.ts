import type { Facets, FacetSizes } from "../../../domain/search/facets.js";
import { call } from "../../shared/server.js";
import type { SearchView } from "../../shell/view-address.js";
import type { NameFilter } from "../filters.js";
import type { Asking } from "../load-view.js";
import { createSearchRequest } from "../request.js";
import { planFacets } from "./plan-facets.js";

export interface CountedFacets extends Facets {
  /** How many values a facet has; the most frequent are listed. */
  readonly sizes?: FacetSizes;
  /** The papers found, of which the fields in `has` are counted. */
  readonly total?: number;
}

/** Counts the values of each facet. */
export async function loadFacets(view: SearchView, { signal, call: ask = call }: Asking): Promise<CountedFacets> {
  const answers = await Promise.all(
    planFacets(view).map(({ facets, view: counted }) =>
      ask("POST /v1/search", { body: { ...createSearchRequest(counted), limit: 1, facets: [...facets] }, signal }),
    ),
  );
  const facets = Object.assign({}, ...answers.map((answer) => answer.facets ?? {})) as Facets;
  const sizes = Object.assign({}, ...answers.map((answer) => answer.facetSizes ?? {})) as FacetSizes;
  return { ...facets, sizes, ...(answers[0] && { total: answers[0].total }) };
}

export interface FoundValues {
  readonly values: NonNullable<Facets[NameFilter]>;
  /** How many contain the words; the most frequent are listed. */
  readonly size: number;
}

/** The values of a facet that contain the words, among the papers found. */
export async function findValues(
  view: SearchView,
  { name, words }: { readonly name: NameFilter; readonly words: string },
  signal: AbortSignal,
): Promise<FoundValues> {
  const request = createSearchRequest({ ...view, filters: { ...view.filters, [name]: [] } });
  const { facets = {}, facetSizes = {} } = await call("POST /v1/search", {
    body: { ...request, limit: 1, facets: [name], facetQuery: { [name]: words } },
    signal,
  });
  return { values: facets[name] ?? [], size: facetSizes[name] ?? 0 };
}
