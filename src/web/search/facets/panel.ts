import type { Facets } from "../../../domain/search/facets.js";
import { createButton, createElement, findPart } from "../../shared/elements.js";
import { createFacetList } from "./list.js";
import { listChosen, nameFilters, noFilters, toggleName, type Filters } from "../filters.js";
import { createYearBrush } from "./year-brush.js";

export interface FacetPanel {
  /** Shows the selected values at once; the counts follow when they have loaded. */
  showChosen(filters: Filters): void;
  showCounts(facets: Facets, filters: Filters): void;
}

/** The filters next to the papers, and the active ones above them. On a narrow page a button opens them. */
export function createFacetPanel(onChange: (change: (filters: Filters) => Filters) => void): FacetPanel {
  const brush = createYearBrush((range) => onChange((filters) => ({ ...filters, year: [], ...range })));
  const lists = nameFilters.map((name) => ({
    name,
    list: createFacetList(name, (value) => onChange((filters) => toggleName(filters, name, value))),
  }));
  findPart("facet-lists", HTMLElement).append(brush.element, ...lists.map(({ list }) => list.element));
  const button = watchFiltersButton();
  const chosenList = findPart("chosen", HTMLUListElement);
  return {
    showChosen(filters) {
      const chosen = listChosen(filters);
      button.textContent = chosen.length === 0 ? "Filters" : `Filters (${chosen.length})`;
      chosenList.hidden = chosen.length === 0;
      const chips = chosen.map(({ label, without }) => createChip(label, () => onChange(() => without)));
      if (chosen.length > 1) chips.push(createButton("Clear all", () => onChange(() => noFilters)));
      chosenList.replaceChildren(...chips.map((chip) => createElement("li", {}, [chip])));
    },
    showCounts(facets, filters) {
      brush.show(facets.year ?? [], filters.year.length > 0 ? spanYears(filters.year) : filters);
      for (const { name, list } of lists) list.show(facets[name] ?? [], filters[name]);
    },
  };
}

function createChip(label: string, onRemove: () => void): HTMLButtonElement {
  const chip = createButton(label, onRemove, "chip");
  chip.setAttribute("aria-label", `${label}: remove this filter`);
  return chip;
}

/** Single years have no handles: the histogram shows the range that they span. */
function spanYears(years: readonly number[]): { yearFrom: number; yearTo: number } {
  return { yearFrom: Math.min(...years), yearTo: Math.max(...years) };
}

function watchFiltersButton(): HTMLButtonElement {
  const button = findPart("filters", HTMLButtonElement);
  const done = findPart("facets-done", HTMLButtonElement);
  const open = (isOpen: boolean) => {
    button.setAttribute("aria-expanded", String(isOpen));
    document.body.toggleAttribute("data-facets-open", isOpen);
  };
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  done.addEventListener("click", () => {
    open(false);
    button.focus();
    button.scrollIntoView({ block: "nearest" });
  });
  return button;
}
