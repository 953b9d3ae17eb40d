import { formatView, type View } from "../shell/view-address.js";

export interface ElementProperties {
  readonly className?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Text goes in as text nodes only: titles and abstracts come from strangers. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: ElementProperties = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (properties.className) element.className = properties.className;
  if (properties.text !== undefined) element.textContent = properties.text;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) element.setAttribute(name, value);
  if (properties.onClick) element.addEventListener("click", properties.onClick);
  element.append(...children);
  return element;
}

export function createButton(text: string, onClick: () => void, className = "quiet"): HTMLButtonElement {
  return createElement("button", { text, className, onClick, attributes: { type: "button" } });
}

/** A link to another view of this document: it is shown without loading the document again. */
export function createViewLink(view: View, onVisit: () => void): HTMLAnchorElement {
  const link = createElement("a", { attributes: { href: formatView(view) } });
  link.addEventListener("click", (event) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    onVisit();
  });
  return link;
}

/** A click that opens a new tab or window is the browser's. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}

/** Finds a part that the document must hold; a missing one is a defect of the page, said at once. */
export function findPart<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The document has no ${type.name} with the id "${id}"`);
  return element;
}
