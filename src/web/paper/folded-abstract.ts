import { createButton } from "../shared/elements.js";

/** Whether the text is longer than its fold depends on its width: watchFolds shows the button. */
export function createUnfold(abstract: HTMLElement): HTMLButtonElement {
  const toggle = createButton("Read on", () => {
    const folded = abstract.classList.toggle("folded");
    toggle.textContent = folded ? "Read on" : "Fold";
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  toggle.classList.add("unfold");
  toggle.setAttribute("aria-expanded", "false");
  toggle.hidden = true;
  return toggle;
}

/** Offers "Read on" only where an abstract is cut, and looks again when the width or the list changes. */
export function watchFolds(container: HTMLElement): void {
  new ResizeObserver(() => {
    for (const abstract of container.querySelectorAll<HTMLElement>(".abstract.folded")) {
      const toggle = abstract.closest("article")?.querySelector(".unfold");
      // One pixel of tolerance: fractional line heights are rounded.
      if (toggle instanceof HTMLElement) toggle.hidden = abstract.scrollHeight <= abstract.clientHeight + 1;
    }
  }).observe(container);
}
