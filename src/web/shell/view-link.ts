import { createElement } from "../shared/elements.js";
import { formatView, type View } from "./view-address.js";

/** A link to another view, which is shown without reloading the document. */
export function createViewLink(view: View, onVisit: () => void): HTMLAnchorElement {
  const link = createElement("a", { attributes: { href: formatView(view) } });
  link.addEventListener("click", (event) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    onVisit();
  });
  return link;
}

/** Whether the browser should handle the click, as it opens a new tab or window. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}
