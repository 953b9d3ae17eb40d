import { createButton } from "../shared/elements.js";

/** Hidden at first: watchFolds shows it where the abstract is cut off, which depends on the width. */
export function createUnfold(abstract: HTMLElement): HTMLButtonElement {
  const toggle = createButton("Show more", () => {
    const folded = abstract.classList.toggle("folded");
    toggle.textContent = folded ? "Show more" : "Show less";
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  toggle.classList.add("unfold");
  toggle.setAttribute("aria-expanded", "false");
  toggle.hidden = true;
  return toggle;
}

/** Shows "Show more" only where an abstract is cut off, and checks again when the width or the list changes. */
export function watchFolds(container: HTMLElement): void {
  new ResizeObserver(() => {
    for (const abstract of container.querySelectorAll<HTMLElement>(".abstract.folded")) {
      const toggle = abstract.closest("article")?.querySelector(".unfold");
      // One pixel of tolerance, because fractional line heights are rounded.
      if (toggle instanceof HTMLElement) toggle.hidden = abstract.scrollHeight <= abstract.clientHeight + 1;
    }
  }).observe(container);
}
