import { facetNames, type Facets } from "../domain/facets.js";
import { cleanLine, wrapText } from "./fit-text.js";
import { formatCount } from "./format-numbers.js";

/** One paragraph a facet: its values, each with the number of papers. */
export function formatFacets(facets: Facets, columns: number): string {
  return facetNames
    .flatMap((name) => {
      const values = facets[name];
      if (!values) return [];
      const counted = values.map(({ value, count }) => `${cleanLine(String(value))} ${formatCount(count)}`);
      return wrapText(`${name}: ${counted.join(" · ") || "none"}`, columns);
    })
    .join("\n");
}
