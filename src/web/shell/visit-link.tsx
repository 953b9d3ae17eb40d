import type { ComponentChildren } from "preact";
import { useAddress } from "./shown-map.js";
import type { View } from "./view-address.js";

interface VisitLinkProps {
  readonly view: View;
  readonly onVisit: (view: View) => void;
  readonly children: ComponentChildren;
  /** A class of the style sheets. */
  readonly look?: string;
  readonly label?: string;
}

/** A link to another view, which is shown without reloading the document. */
export function VisitLink({ view, onVisit, children, look, label }: VisitLinkProps) {
  const addressOf = useAddress();
  const visit = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    onVisit(view);
  };
  return (
    <a class={look} href={addressOf(view)} aria-label={label} onClick={visit}>
      {children}
    </a>
  );
}

/** Whether the browser should handle the click, as it opens a new tab or window. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}
