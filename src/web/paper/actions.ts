import type { Paper } from "../../domain/paper/paper.js";
import { type CitationFormat, copyCitation } from "./copy-citation.js";
import { createButton, createElement } from "../shared/elements.js";
import type { Rating, Tray, TrayPaper } from "../recommend/tray.js";
import { findRating } from "../recommend/tray.js";

/** A paper among others has fewer buttons than one on its own page. */
const cardFormats: readonly CitationFormat[] = ["BibTeX", "RIS"];
const pageFormats: readonly CitationFormat[] = [...cardFormats, "CSL-JSON"];

export interface RatingEvents {
  readonly onRate: (paper: TrayPaper, rating: Rating) => void;
}
export interface ActionEvents extends RatingEvents {
  readonly onSimilar?: (id: string) => void;
}

const ratingLabels: Record<Rating, string> = { like: "More like this", dislike: "Less like this" };

/** The buttons of a paper. showRatings sets the pressed state of the two for rating. */
export function createPaperActions(paper: Paper, { onSimilar, onRate }: ActionEvents): HTMLElement {
  const actions = createElement("p", { className: "actions" });
  if (onSimilar) actions.append(createButton("Similar", () => onSimilar(paper.id)));
  for (const rating of ["like", "dislike"] as const) {
    const button = createButton(ratingLabels[rating], () => onRate(paper, rating), `quiet rating ${rating}`);
    button.dataset["rating"] = rating;
    actions.append(button);
  }
  for (const format of onSimilar ? cardFormats : pageFormats) {
    const button = createButton(format, () => void copyCitation({ paper, format, button }));
    button.setAttribute("aria-label", `Copy ${format}`);
    actions.append(button);
  }
  return actions;
}

/** Updates the rating buttons of all visible papers. */
export function showRatings(tray: Tray): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-rating]")) {
    const id = button.closest<HTMLElement>("article")?.dataset["id"] ?? "";
    button.setAttribute("aria-pressed", String(findRating(tray, id) === button.dataset["rating"]));
  }
}
