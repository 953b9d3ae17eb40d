import type { PagePaper } from "../shared/api-types.js";
import { copyCitation } from "./copy-citation.js";
import { createButton, createElement } from "../shared/elements.js";
import type { Taste, Tray, TrayPaper } from "../recommend/tray.js";
import { findTaste } from "../recommend/tray.js";

export interface TasteEvents {
  readonly onTaste: (paper: TrayPaper, taste: Taste) => void;
}
export interface ActionEvents extends TasteEvents {
  readonly onSimilar?: (id: string) => void;
}

const tasteLabels: Record<Taste, string> = { like: "More like this", dislike: "Less like this" };

/** What can be done with a paper. showTastes presses the two buttons of the tray. */
export function createPaperActions(paper: PagePaper, { onSimilar, onTaste }: ActionEvents): HTMLElement {
  const actions = createElement("p", { className: "actions" });
  if (onSimilar) actions.append(createButton("Similar", () => onSimilar(paper.id)));
  for (const taste of ["like", "dislike"] as const) {
    const button = createButton(tasteLabels[taste], () => onTaste(paper, taste), `quiet taste ${taste}`);
    button.dataset["taste"] = taste;
    actions.append(button);
  }
  for (const format of ["BibTeX", "RIS"] as const) {
    const button = createButton(format, () => void copyCitation({ paper, format, button }));
    button.setAttribute("aria-label", `Copy ${format}`);
    actions.append(button);
  }
  return actions;
}

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

/** Presses the buttons of all papers that are shown as the tray has them. */
export function showTastes(tray: Tray): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-taste]")) {
    const id = button.closest<HTMLElement>("article")?.dataset["id"] ?? "";
    button.setAttribute("aria-pressed", String(findTaste(tray, id) === button.dataset["taste"]));
  }
}
