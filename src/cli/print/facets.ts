import { facetNames } from "../../domain/search/facet-names.js";
import type { Facets } from "../../domain/search/facets.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";
import { formatCount } from "../../domain/text/amounts.js";

const labelWidth = 10;
const linesOfFacet = 3;

/** A few lines per facet: its values with their numbers of papers, most frequent first, years newest first. */
export function formatFacets(facets: Facets, columns: number): string {
  return facetNames
    .flatMap((name) => {
      const values = facets[name] ?? [];
      if (values.length === 0) return [];
      const counted = (name === "year" ? values.toReversed() : values).map(
        ({ value, count }) => `${cleanLine(String(value))} ${formatCount(count)}`,
      );
      const lines = fillLines(counted, Math.max(20, columns - labelWidth));
      return lines.map((line, index) => (index === 0 ? name : "").padEnd(labelWidth) + line);
    })
    .join("\n");
}

/** Omits values until the rest fits, and adds the number of omitted ones. */
function fillLines(counted: readonly string[], room: number): string[] {
  for (let shown = counted.length; ; shown -= 1) {
    const more = shown < counted.length ? ` · ${counted.length - shown} more` : "";
    // A value and its count stay on one line.
    const text = counted.slice(0, shown).map((part) => part.replaceAll(" ", "\u00a0"));
    const lines = wrapText(`${text.join(" · ")}${more}`, room).map((line) => line.replaceAll("\u00a0", " "));
    if (lines.length <= linesOfFacet || shown === 1) return lines;
  }
}
