import { createButton, createElement, findPart } from "../shared/elements.js";
import { createViewLink } from "../shell/view-link.js";
import { readLatex } from "../shared/latex.js";
import { isEmptyTray, type Tray, type TrayPaper } from "./tray.js";

export interface TrayEvents {
  readonly onOpen: (id: string) => void;
  readonly onRemove: (id: string) => void;
  readonly onRecommend: () => void;
  readonly onClear: () => void;
}

export interface TrayBar {
  /** @param isAnswered whether the page shows the recommendations for exactly these papers */
  show(tray: Tray, isAnswered: boolean): void;
}

/** The bar with the liked and disliked papers at the bottom of the window; hidden while there are none. */
export function createTrayBar(events: TrayEvents): TrayBar {
  const bar = findPart("tray", HTMLElement);
  const lists = createElement("div", { className: "tray-lists", attributes: { id: "tray-lists" } });
  const count = createButton("", () => open(count.getAttribute("aria-expanded") !== "true"), "tray-count");
  count.setAttribute("aria-controls", "tray-lists");
  const recommend = createButton("Recommend papers", events.onRecommend, "strong");
  const clear = createButton("Clear", events.onClear);
  const row = createElement("div", { className: "tray-row" }, [count, clear, recommend]);
  bar.append(createElement("div", { className: "frame" }, [lists, row]));
  const open = (isOpen: boolean) => {
    lists.hidden = !isOpen;
    count.setAttribute("aria-expanded", String(isOpen));
  };
  open(false);
  return {
    show(tray, isAnswered) {
      bar.hidden = isEmptyTray(tray);
      if (bar.hidden) open(false);
      count.textContent = describeTray(tray);
      recommend.hidden = isAnswered;
      recommend.disabled = tray.likes.length === 0;
      recommend.title = recommend.disabled ? "Like at least one paper first" : "";
      lists.replaceChildren(
        ...createSide("More like", tray.likes, events),
        ...createSide("Less like", tray.dislikes, events),
      );
    },
  };
}

function describeTray({ likes, dislikes }: Tray): string {
  const parts = [];
  if (likes.length > 0) parts.push(`${likes.length} liked`);
  if (dislikes.length > 0) parts.push(`${dislikes.length} disliked`);
  return parts.join(", ");
}

function createSide(title: string, papers: readonly TrayPaper[], events: TrayEvents): Node[] {
  if (papers.length === 0) return [];
  const items = papers.map((paper) => {
    const text = readLatex(paper.title).text;
    const link = createViewLink({ kind: "paper", id: paper.id }, () => events.onOpen(paper.id));
    link.textContent = text;
    const remove = createButton("×", () => events.onRemove(paper.id), "remove");
    remove.setAttribute("aria-label", `Remove: ${text}`);
    return createElement("li", {}, [link, remove]);
  });
  return [createElement("h2", { text: title }), createElement("ul", {}, items)];
}
