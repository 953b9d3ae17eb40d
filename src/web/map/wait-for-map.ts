import type { MapState } from "../../domain/map/answer.js";
import { call } from "../shared/server.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { createElement } from "../shared/elements.js";

const pauseMs = 700;

const stages = {
  neighbours: "Comparing papers",
  layout: "Laying out the map",
  topics: "Naming the topics",
} as const;

/**
 * Starts drawing the map where there is none, and shows the progress. Resolves to true when there is a map, which may be
 * a slightly older one while the next is drawn, and to false when there cannot be one yet.
 */
export async function waitForMap(notice: HTMLElement, signal: AbortSignal): Promise<boolean> {
  let state = await call("POST /v1/map", { signal });
  const box = createBox();
  while (state.state === "drawing") {
    if (!notice.contains(box.element)) notice.replaceChildren(box.element);
    notice.hidden = false;
    box.show(state);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    state = await call("GET /v1/map/state", { signal });
  }
  if (state.state === "ready") return true;
  notice.hidden = false;
  notice.replaceChildren(createElement("div", { className: "box" }, describeAbsence(state)));
  return false;
}

function createBox() {
  const bar = createElement("progress", { attributes: { max: "1", "aria-label": "Progress" } });
  const stage = createElement("p", { className: "facts" });
  const title = createElement("h2", { text: "Drawing the map" });
  return {
    element: createElement("div", { className: "box", attributes: { role: "status" } }, [title, bar, stage]),
    show({ progress = 0, stage: current, embedded }: MapState) {
      bar.value = progress;
      stage.textContent = `${stages[current ?? "neighbours"]} · ${formatPapers(embedded)} · ${Math.floor(progress * 100)}%`;
    },
  };
}

function describeAbsence({ embedded, needed, failure }: MapState): HTMLElement[] {
  const describe = (title: string, text: string) => [
    createElement("h2", { text: title }),
    createElement("p", { text }),
  ];
  if (failure !== undefined) return describe("The map could not be drawn", failure);
  return describe(
    "Not enough papers for a map",
    `A map needs ${needed} embedded papers; there are ${embedded} so far.`,
  );
}
