import { fetchSearch } from "../../shared/api-client.js";
import type { PageFacets } from "../../shared/api-types.js";
import { planFacets } from "./plan-facets.js";
import type { SearchView } from "../../shell/view-address.js";

/** Counts the values of each facet. */
export async function loadFacets(view: SearchView, signal: AbortSignal): Promise<PageFacets> {
  const answers = await Promise.all(
    planFacets(view).map(({ facets, view: asked }) => fetchSearch(asked, { limit: 1, facets }, signal)),
  );
  return Object.assign({}, ...answers.map((answer) => answer.facets ?? {})) as PageFacets;
}
