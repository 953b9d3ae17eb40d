import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Facets } from "../../../domain/search/facets.js";
import { nameFilters, toggleName, type Filters } from "../filters.js";
import { createFacetList } from "./list.js";
import { createYearBrush } from "./year-brush.js";

export interface FacetPanelProps {
  readonly facets: Facets | undefined;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** The filters next to the papers. */
export function FacetPanel(props: FacetPanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const lists = useMemo(() => {
    const change = (next: (filters: Filters) => Filters) => latest.current.onChange(next(latest.current.filters));
    return { change };
  }, []);
  const built = useRef<ReturnType<typeof build>>(undefined);
  useLayoutEffect(() => {
    built.current = build(lists.change);
    place.current?.append(...built.current.elements);
  }, []);
  useLayoutEffect(() => built.current?.show(props.facets ?? {}, props.filters), [props.facets, props.filters]);
  return <div id="facet-lists" ref={place} />;
}

function build(change: (next: (filters: Filters) => Filters) => void) {
  const brush = createYearBrush((range) => change((filters) => ({ ...filters, year: [], ...range })));
  const lists = nameFilters.map((name) => ({
    name,
    list: createFacetList(name, (value) => change((filters) => toggleName(filters, name, value))),
  }));
  return {
    elements: [brush.element, ...lists.map(({ list }) => list.element)],
    show(facets: Facets, filters: Filters) {
      brush.show(facets.year ?? [], filters.year.length > 0 ? spanYears(filters.year) : filters);
      for (const { name, list } of lists) list.show(facets[name] ?? [], filters[name]);
    },
  };
}

/** Single years have no handles: the histogram shows the range that they span. */
function spanYears(years: readonly number[]): { yearFrom: number; yearTo: number } {
  return { yearFrom: Math.min(...years), yearTo: Math.max(...years) };
}
