export interface ElementProperties {
  readonly className?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Text is inserted as text nodes only, because titles and abstracts are untrusted. */
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

/** Finds an element that the document must contain; throws when it is missing. */
export function findPart<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The document has no ${type.name} with the id "${id}"`);
  return element;
}
