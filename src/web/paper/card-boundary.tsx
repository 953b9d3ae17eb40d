import { Component, type ComponentChildren, createContext } from "preact";
import { VisitLink } from "../shell/visit-link.js";

interface BoundaryProps {
  readonly id: string;
  readonly onOpen: (id: string) => void;
  readonly children: ComponentChildren;
}

/** Hears of each card that failed: by default the browser, as of any uncaught error. */
export const CardFailures = createContext((error: unknown) => reportError(error));

/** Keeps one paper that cannot be shown from taking the others with it. */
export class CardBoundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  static override contextType = CardFailures;
  override state = { hasFailed: false };
  #hasTold = false;

  static override getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown) {
    // Several parts of a card may fail for one reason.
    if (!this.#hasTold) (this.context as (error: unknown) => void)(error);
    this.#hasTold = true;
  }

  override render({ id, onOpen, children }: BoundaryProps) {
    if (!this.state.hasFailed) return children;
    return (
      <article class="paper broken" data-id={id} tabIndex={-1} aria-label={id}>
        <p>
          This paper cannot be shown in the list:{" "}
          <VisitLink view={{ kind: "paper", id }} onVisit={() => onOpen(id)}>
            {id}
          </VisitLink>
        </p>
      </article>
    );
  }
}
