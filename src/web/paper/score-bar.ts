import { createElement } from "../shared/elements.js";

/** A share from 0 to 1 as a bar. It is decorative, because the number is next to it. */
export function createScoreBar(share: number): HTMLElement {
  const filled = createElement("span");
  filled.style.width = `${(share * 100).toFixed(1)}%`;
  return createElement("span", { className: "score-bar", attributes: { "aria-hidden": "true" } }, [filled]);
}
