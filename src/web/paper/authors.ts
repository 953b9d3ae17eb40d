import { createButton, createElement } from "../shared/elements.js";

const shownAuthors = 6;

/** The first authors, with a button that shows all of them. */
export function createAuthors(authors: readonly string[]): HTMLElement {
  const line = createElement("span", { className: "authors" });
  // One more name takes no more room than "1 more".
  if (authors.length <= shownAuthors + 1) {
    line.textContent = authors.join(", ");
    return line;
  }
  const showAll = () => {
    line.textContent = authors.join(", ");
    line.closest<HTMLElement>("article")?.focus({ preventScroll: true });
  };
  const rest = createButton(`${authors.length - shownAuthors} more`, showAll, "plain");
  line.append(`${authors.slice(0, shownAuthors).join(", ")} and `, rest);
  return line;
}
