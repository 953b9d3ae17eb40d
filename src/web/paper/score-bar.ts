import { createElement } from "../shared/elements.js";

/** A share from 0 to 1 as a bar. It is drawn only: the figure stands beside it. */
export function createScoreBar(share: number): HTMLElement {
  const filled = createElement("span");
  filled.style.width = `${(share * 100).toFixed(1)}%`;
  return createElement("span", { className: "score-bar", attributes: { "aria-hidden": "true" } }, [filled]);
}
