import { writePapers } from "../shared/amounts.js";
import { ApiProblem, fetchSearch } from "../shared/api-client.js";
import type { PageHit } from "../shared/api-types.js";
import { createElement, findPart } from "../shared/elements.js";
import { fetchMap } from "./api.js";
import { createMapCard } from "./card.js";
import { type MapData, readMapData } from "./data.js";
import { waitForMap } from "./wait-for-map.js";
import { createMapPanel, type MapPanel } from "./panel.js";
import { createMapView, type MapView } from "./canvas/view.js";
import { createProblem } from "../shell/problem.js";
import { watchThemeButton } from "../shell/theme.js";
import { readView } from "../shell/view-address.js";

const canvas = findPart("map", HTMLCanvasElement);
const card = findPart("card", HTMLElement);
const notice = findPart("notice", HTMLElement);
const query = findPart("query", HTMLInputElement);
/** Papers that a search lights. */
const mostLit = 100;

watchThemeButton();
void start();

/** Waits for the map to be drawn, if it must be, and shows it. */
async function start(): Promise<void> {
  notice.replaceChildren();
  try {
    const { signal } = new AbortController();
    const drawn = await waitForMap(notice, signal);
    if (!drawn) return;
    const data = readMapData(await fetchMap("whole", signal));
    notice.replaceChildren();
    notice.hidden = true;
    showMap(data);
  } catch (error) {
    showProblem(error);
  }
}

function showMap(data: MapData): void {
  const paperCard = createMapCard(card, data);
  let picked: number | undefined;
  const view = createMapView(canvas, data, {
    onHover(row, at) {
      if (picked !== undefined) return;
      canvas.classList.toggle("over", row !== undefined);
      view.choose(row);
      if (row === undefined) paperCard.hide();
      else paperCard.show(row, at, { stays: false });
    },
    onPick(row, by) {
      if (row !== undefined && by === "mouse") openPaper(data, row);
      else pick(row);
    },
    onMoved() {
      if (picked !== undefined) paperCard.show(picked, view.locate(picked), { stays: true });
      else {
        view.choose(undefined);
        paperCard.hide();
      }
    },
    onTheme: () => panel.showTopics(data, view.colourOf),
  });
  const pick = (row: number | undefined) => {
    picked = row;
    view.choose(row);
    if (row === undefined) paperCard.hide();
    else paperCard.show(row, view.locate(row), { stays: true });
  };
  const panel = createMapPanel({
    onTopic(topic) {
      pick(undefined);
      view.flyToTopic(topic);
    },
    onHit: (row) => show(row),
  });
  const show = (row: number) => {
    view.flyToPaper(row);
    pick(row);
  };
  nameCanvas(data);
  panel.showTopics(data, view.colourOf);
  watchTools(view, () => pick(undefined));
  watchSearch({ data, view, panel, onAsked: () => pick(undefined) });
  const paper = data.rows.get(new URLSearchParams(location.search).get("paper") ?? "");
  if (paper !== undefined) show(paper);
  document.body.dataset["map"] = "ready";
}

function nameCanvas({ count }: MapData): void {
  canvas.setAttribute("aria-label", `Map of ${writePapers(count)}; the topics are listed beside it`);
}

function openPaper(data: MapData, row: number): void {
  location.assign(`/?${new URLSearchParams({ paper: data.ids[row] ?? "" })}`);
}

function watchTools(view: MapView, letGo: () => void): void {
  findPart("closer", HTMLButtonElement).addEventListener("click", () => view.zoom(2));
  findPart("farther", HTMLButtonElement).addEventListener("click", () => view.zoom(0.5));
  findPart("whole", HTMLButtonElement).addEventListener("click", () => {
    letGo();
    view.flyToWhole();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo();
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    query.focus();
  });
}

interface SearchParts {
  readonly data: MapData;
  readonly view: MapView;
  readonly panel: MapPanel;
  readonly onAsked: () => void;
}

/** The question is in the address, so that a lit map can be shared. */
function watchSearch({ data, view, panel, onAsked }: SearchParts): void {
  let asking = new AbortController();
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const text = query.value.trim();
    onAsked();
    if (text === "") {
      view.light([]);
      panel.hideHits();
      return panel.say(describeMap(data));
    }
    try {
      const hits = await readHits(text, signal);
      const found = hits.map((hit) => ({ hit, row: data.rows.get(hit.paper.id) }));
      const rows = found.flatMap(({ row }) => (row === undefined ? [] : [row]));
      view.light(rows);
      panel.showHits(found);
      panel.say(describeHits(rows.length));
    } catch (error) {
      if (!signal.aborted) panel.say(error instanceof ApiProblem ? error.message : "The search failed.");
    }
  };
  const askAnew = () => {
    const text = query.value.trim();
    history.replaceState(undefined, "", text === "" ? "/map" : `/map?${new URLSearchParams({ q: text })}`);
    void ask();
  };
  findPart("find", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    askAnew();
  });
  // The cross in the box, and a box that was emptied, put the lights out.
  query.addEventListener("input", () => query.value === "" && askAnew());
  query.value = new URLSearchParams(location.search).get("q") ?? "";
  void ask();
}

async function readHits(text: string, signal: AbortSignal): Promise<readonly PageHit[]> {
  const view = readView(`?${new URLSearchParams({ q: text })}`);
  return view.kind === "search" ? (await fetchSearch(view, { limit: mostLit }, signal)).hits : [];
}

function describeMap({ count }: MapData): string {
  return `${writePapers(count)}. Those that are about the same lie together.`;
}

function describeHits(lit: number): string {
  if (lit === 0) return "No paper on the map fits.";
  return lit === 1 ? "One paper is lit." : `The best ${lit} papers are lit.`;
}

function showProblem(problem: unknown): void {
  notice.hidden = false;
  notice.replaceChildren(
    createElement(
      "div",
      { className: "box" },
      createProblem(problem, () => void start()),
    ),
  );
}
