import type { ComponentChildren } from "preact";

interface ListToggleProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly isFailed?: boolean;
  readonly children: ComponentChildren;
}

/** A button that shows and hides the list with this id. */
export function ListToggle({ id, isOpen, onToggle, isFailed = false, children }: ListToggleProps) {
  return (
    <button
      type="button"
      class={isFailed ? "act failed" : "act"}
      aria-expanded={isOpen}
      aria-controls={id}
      onClick={onToggle}
    >
      {children}
    </button>
  );
}
