import type { Understood } from "../../domain/search/understood.js";
import { formatCount } from "../../domain/text/amounts.js";
import { dropPart } from "./drop-part.js";
import { createButton, createElement, findPart } from "../shared/elements.js";

export interface QueryParts {
  /** Shows how the query was read, one removable part each. */
  show(query: string, parts: readonly Understood[]): void;
  clear(): void;
}

/** The parts of the query that are more than words, above the papers. */
export function createQueryParts(onAsk: (query: string) => void): QueryParts {
  const list = findPart("understood", HTMLUListElement);
  const fill = (items: readonly Node[]) => {
    list.replaceChildren(...items.map((item) => createElement("li", {}, [item])));
    list.hidden = items.length === 0;
  };
  return {
    show: (query, parts) =>
      fill(parts.map((part) => (part.offer === undefined ? createPart : createOffer)(query, part, onAsk))),
    clear: () => fill([]),
  };
}

function createPart(query: string, part: Understood, onAsk: (query: string) => void): HTMLElement {
  const chip = createButton(part.means, () => onAsk(dropPart(query, part.range)), "chip");
  const cost = part.without === undefined ? "" : `, which finds ${formatCount(part.without)}`;
  chip.setAttribute("aria-label", `${part.means}: search without it${cost}`);
  if (part.without !== undefined) chip.title = `${formatCount(part.without)} without it`;
  return chip;
}

/** A reading that the reader can choose, such as only the papers of an author. */
function createOffer(
  query: string,
  { means, range, offer = "" }: Understood,
  onAsk: (query: string) => void,
): HTMLElement {
  const [start, end] = range;
  const button = createButton(means, () => onAsk(query.slice(0, start) + offer + query.slice(end)), "offer");
  button.setAttribute("aria-label", `${means}: search for ${offer} only`);
  return button;
}
