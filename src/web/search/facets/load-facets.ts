import type { Facets } from "../../../domain/search/facets.js";
import { call } from "../../shared/server.js";
import { createSearchRequest } from "../request.js";
import type { Asking } from "../load-view.js";
import { planFacets } from "./plan-facets.js";
import type { SearchView } from "../../shell/view-address.js";

/** Counts the values of each facet. */
export async function loadFacets(view: SearchView, { signal, call: ask = call }: Asking): Promise<Facets> {
  const answers = await Promise.all(
    planFacets(view).map(({ facets, view: counted }) =>
      ask("POST /v1/search", { body: { ...createSearchRequest(counted), limit: 1, facets: [...facets] }, signal }),
    ),
  );
  return Object.assign({}, ...answers.map((answer) => answer.facets ?? {})) as Facets;
}
