import { createElement } from "../shared/elements.js";
import { formatView, type View } from "./view-address.js";

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
