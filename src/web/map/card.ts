import type { Paper } from "../../domain/paper/paper.js";
import { call } from "../shared/server.js";
import { createElement } from "../shared/elements.js";
import { listTopicNames, type MapData } from "./data.js";
import { prepareLatex, readLatex } from "../shared/latex.js";
import { formatView } from "../shell/view-address.js";

/** The card next to a dot: shows what the map knows at once, and the title when it has loaded. */
export interface MapCard {
  show(row: number, at: { readonly x: number; readonly y: number }, options: { readonly isPinned: boolean }): void;
  hide(): void;
}

/** A pointer that only passes over a dot loads no title. */
const restMs = 60;

export function createMapCard(card: HTMLElement, data: MapData): MapCard {
  const titles = new Map<number, Paper>();
  let loading = new AbortController();
  let shown: number | undefined;
  return {
    show(row, at, { isPinned }) {
      card.classList.toggle("pinned", isPinned);
      if (row !== shown) {
        loading.abort();
        loading = new AbortController();
        shown = row;
        fill(card, { data, row, paper: titles.get(row), isPinned });
        if (!titles.has(row)) void readTitle(row, loading.signal, isPinned);
      } else if (isPinned) fill(card, { data, row, paper: titles.get(row), isPinned });
      card.hidden = false;
      place(card, at);
      card.dataset["x"] = String(at.x);
      card.dataset["y"] = String(at.y);
    },
    hide() {
      loading.abort();
      shown = undefined;
      card.hidden = true;
    },
  };

  async function readTitle(row: number, signal: AbortSignal, isPinned: boolean): Promise<void> {
    try {
      await new Promise((resolve) => setTimeout(resolve, restMs));
      if (signal.aborted) return;
      const paper = await call("GET /v1/papers/{id}", { params: { id: data.ids[row] ?? "" }, signal });
      await prepareLatex([paper.title]);
      titles.set(row, paper);
      if (shown !== row) return;
      fill(card, { data, row, paper, isPinned });
      place(card, { x: Number(card.dataset["x"]), y: Number(card.dataset["y"]) });
    } catch {
      // Aborted, or the paper was deleted: the card stays as it is.
    }
  }
}

interface CardContent {
  readonly data: MapData;
  readonly row: number;
  readonly paper: Paper | undefined;
  /** Whether the paper was selected, so that its title is a link. */
  readonly isPinned: boolean;
}

function fill(card: HTMLElement, { data, row, paper, isPinned }: CardContent): void {
  const title = paper ? readLatex(paper.title).text : "…";
  const year = data.years[row];
  const facts = [paper?.authors[0], year === null ? undefined : year, paper?.venue].filter(
    (fact) => fact !== undefined,
  );
  const address = formatView({ kind: "paper", id: data.ids[row] ?? "" });
  card.replaceChildren(
    isPinned
      ? createElement("a", { className: "title", text: title, attributes: { href: address } })
      : createElement("p", { className: "title", text: title }),
    createElement("p", { className: "facts", text: facts.join(" · ") }),
    createElement("p", { className: "topics", text: listTopicNames(data, row).join(" › ") }),
  );
}

const gap = 14;

/** Places the card next to the pointer, on the side that has room. */
function place(card: HTMLElement, { x, y }: { readonly x: number; readonly y: number }): void {
  const { clientWidth = 0, clientHeight = 0 } = card.parentElement ?? {};
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = x + gap + width < clientWidth ? x + gap : x - gap - width;
  const top = y + gap + height < clientHeight ? y + gap : y - gap - height;
  card.style.left = `${Math.max(8, Math.min(left, clientWidth - width - 8))}px`;
  card.style.top = `${Math.max(8, top)}px`;
}
