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
