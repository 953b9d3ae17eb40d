import { useState } from "preact/hooks";
import { hasFilters, noFilters, type Filters, nameFilters, type NameFilter, toggleName } from "../filters.js";
import { searchFor, type SearchView } from "../../shell/view-address.js";
import type { CountedFacets } from "./load-facets.js";
import { MoreFilters, OwnFields } from "./more-filters.js";
import { ValueList } from "./value-list.js";
import { YearBrush } from "./year-brush.js";

export interface FacetPanelProps {
  readonly facets: CountedFacets | undefined;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  /** The search whose papers are counted. */
  readonly view?: SearchView;
}

const titles: Record<NameFilter, string> = { venue: "Venue", category: "Category", author: "Author", tags: "Tag" };

/** The filters next to the papers, with their counts. */
export function FacetPanel({ facets = {}, filters, onChange, view = { ...searchFor(""), filters } }: FacetPanelProps) {
  const rest = { facets, filters, onChange };
  // From then on the reader opens and closes it.
  const [isMoreOpen] = useState(() => hasMore(filters));
  return (
    <div class="facet-lists">
      <YearBrush
        counts={facets.year ?? noYears}
        range={filters.year.length > 0 ? spanYears(filters.year) : filters}
        onChange={(range) => onChange({ ...filters, year: [], ...range })}
      />
      {nameFilters.map((name) => (
        <ValueList
          key={name}
          name={name}
          title={titles[name]}
          values={facets[name] ?? []}
          size={facets.sizes?.[name] ?? facets[name]?.length ?? 0}
          chosen={filters[name]}
          view={view}
          onToggle={(value) => onChange(toggleName(filters, name, value))}
        />
      ))}
      <OwnFields {...rest} />
      <details class="facet" open={isMoreOpen}>
        <summary>More filters</summary>
        <div class="more-filters">
          <MoreFilters {...rest} />
        </div>
      </details>
    </div>
  );
}

/** Whether one of the filters is chosen that are folded away. */
function hasMore({ dateFrom, dateTo, has, missing, retracted }: Filters): boolean {
  return hasFilters({ ...noFilters, dateFrom, dateTo, has, missing, retracted });
}

const noYears: CountedFacets["year"] & {} = [];

/** Single years have no handles: the histogram shows the range that they span. */
function spanYears(years: readonly number[]): { yearFrom: number; yearTo: number } {
  return { yearFrom: Math.min(...years), yearTo: Math.max(...years) };
}
