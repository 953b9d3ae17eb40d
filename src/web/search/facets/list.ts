import type { Facets } from "../../../domain/search/facets.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { createElement } from "../../shared/elements.js";
import { isSameName, type NameFilter } from "../filters.js";

type ValueCounts = NonNullable<Facets[NameFilter]>;

export interface FacetList {
  readonly element: HTMLElement;
  show(counts: ValueCounts, chosen: readonly string[]): void;
}

const shownValues = 6;

const titles: Record<NameFilter, string> = { venue: "Venue", category: "Category", author: "Author" };

/** Checkboxes for the most frequent values of one facet, with their counts. */
export function createFacetList(name: NameFilter, onToggle: (value: string) => void): FacetList {
  const items = createElement("ul");
  const more = createElement("button", { className: "quiet", attributes: { type: "button" } });
  const legend = createElement("legend", { text: titles[name] });
  const element = createElement("fieldset", { className: "facet" }, [legend, items, more]);
  element.hidden = true;
  let isOpen = false;
  const fold = () => {
    const list = [...items.children];
    for (const [at, item] of list.entries()) item.toggleAttribute("hidden", !isOpen && at >= shownValues);
    more.hidden = list.length <= shownValues;
    more.textContent = isOpen ? "Show fewer" : `Show all ${list.length}`;
  };
  more.addEventListener("click", () => {
    isOpen = !isOpen;
    fold();
  });
  return {
    element,
    show(counts, chosen) {
      const values = listValues(counts, chosen);
      const focused = readFocused(items);
      items.replaceChildren(...values.map((value) => createItem(value, onToggle)));
      element.hidden = values.length === 0;
      fold();
      focusValue(items, focused);
    },
  };
}

interface FacetValue {
  readonly value: string;
  readonly count: number | undefined;
  readonly isChosen: boolean;
}

/** Selected values that are too rare to be counted come first, so that they can be deselected. */
function listValues(counts: ValueCounts, chosen: readonly string[]): FacetValue[] {
  const isCounted = (name: string) => counts.some(({ value }) => isSameName(value, name));
  const rare = chosen.filter((name) => !isCounted(name));
  return [
    ...rare.map((value) => ({ value, count: undefined, isChosen: true })),
    ...counts.map(({ value, count }) => ({
      value,
      count,
      isChosen: chosen.some((name) => isSameName(name, value)),
    })),
  ];
}

function createItem({ value, count, isChosen }: FacetValue, onToggle: (value: string) => void): HTMLElement {
  const box = createElement("input", { attributes: { type: "checkbox", value } });
  box.checked = isChosen;
  box.addEventListener("change", () => onToggle(value));
  const name = createElement("span", { className: "value", text: value });
  const parts: Node[] = [box, name];
  if (count !== undefined) parts.push(createElement("span", { className: "number", text: formatCount(count) }));
  return createElement("li", {}, [createElement("label", { attributes: { title: value } }, parts)]);
}

/** The list is rebuilt for each answer: the focus returns to the checkbox of the same value. */
function readFocused(items: HTMLElement): string | undefined {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && items.contains(active) ? active.value : undefined;
}

function focusValue(items: HTMLElement, value: string | undefined): void {
  if (value === undefined) return;
  const boxes = [...items.querySelectorAll("input")];
  boxes.find((box) => box.value === value)?.focus({ preventScroll: true });
}
