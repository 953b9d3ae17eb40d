import { Component, type ComponentChildren } from "preact";
import { VisitLink } from "../shell/visit-link.js";

interface BoundaryProps {
  readonly id: string;
  readonly onOpen: (id: string) => void;
  readonly children: ComponentChildren;
}

/** Keeps one paper that cannot be shown from taking the others with it. */
export class CardBoundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown) {
    reportError(error);
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
