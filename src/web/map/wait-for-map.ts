import { writePapers } from "../shared/amounts.js";
import { createElement } from "../shared/elements.js";
import { fetchMapState, startDrawing } from "./api.js";
import type { PageMapState } from "./api-types.js";

const pauseMs = 700;

const stages = {
  neighbours: "Looking at which papers are near each other",
  layout: "Laying them out",
  topics: "Naming the topics",
} as const;

/**
 * Asks for the map to be drawn where there is none, and tells how far it has come. True when there is a map, which may
 * be one that is a little old while another is drawn; false when there can be none yet.
 */
export async function waitForMap(notice: HTMLElement, signal: AbortSignal): Promise<boolean> {
  let state = await startDrawing(signal);
  const box = createBox();
  while (state.state === "drawing") {
    if (!notice.contains(box.element)) notice.replaceChildren(box.element);
    notice.hidden = false;
    box.tell(state);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    state = await fetchMapState(signal);
  }
  if (state.state === "ready") return true;
  notice.hidden = false;
  notice.replaceChildren(createElement("div", { className: "box" }, describeAbsence(state)));
  return false;
}

function createBox() {
  const bar = createElement("progress", { attributes: { max: "1", "aria-label": "Drawing the map" } });
  const stage = createElement("p", { className: "facts" });
  const title = createElement("h2", { text: "The map is being drawn" });
  return {
    element: createElement("div", { className: "box", attributes: { role: "status" } }, [title, bar, stage]),
    tell({ progress = 0, stage: current, embedded }: PageMapState) {
      bar.value = progress;
      stage.textContent = `${stages[current ?? "neighbours"]} · ${writePapers(embedded)} · ${Math.floor(progress * 100)} %`;
    },
  };
}

function describeAbsence({ embedded, needed, failure }: PageMapState): HTMLElement[] {
  const say = (title: string, text: string) => [createElement("h2", { text: title }), createElement("p", { text })];
  if (failure !== undefined) return say("The map could not be drawn", failure);
  const there = embedded === 1 ? "is one" : `are ${embedded}`;
  return say("Too few papers for a map", `A map needs ${needed} papers that have a vector; there ${there} so far.`);
}
