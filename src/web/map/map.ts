import { offerDrops } from "../add/drop/drop-anywhere.js";
import type { Hit } from "../../domain/search/answer.js";
import { prepareLatex } from "../shared/latex.js";
import { call } from "../shared/server.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { createElement, findPart } from "../shared/elements.js";
import { createMapCard } from "./card.js";
import { type MapData, readMapData } from "./data.js";
import { waitForMap } from "./wait-for-map.js";
import { createMapPanel, type MapPanel } from "./panel.js";
import { createMapView, type MapView } from "./canvas/view.js";
import { createSearchRequest } from "../search/request.js";
import { createProblem, describeProblem } from "../shell/problem.js";
import { watchThemeButton } from "../shell/theme.js";
import { formatView, readView } from "../shell/view-address.js";

const canvas = findPart("map", HTMLCanvasElement);
const card = findPart("card", HTMLElement);
const notice = findPart("notice", HTMLElement);
const query = findPart("query", HTMLInputElement);
/** Papers that a search highlights. */
const maxHighlighted = 100;

watchThemeButton();
offerDrops();
void start();

/** Waits until the map is drawn, and shows it. */
async function start(): Promise<void> {
  notice.replaceChildren();
  try {
    const { signal } = new AbortController();
    const drawn = await waitForMap(notice, signal);
    if (!drawn) return;
    const data = readMapData(await call("GET /v1/map", { query: { part: "whole" }, signal }));
    notice.replaceChildren();
    notice.hidden = true;
    showMap(data);
  } catch (error) {
    showProblem(error);
  }
}

function showMap(data: MapData): void {
  const paperCard = createMapCard(card, data);
  let selected: number | undefined;
  const view = createMapView(canvas, data, {
    onHover(row, at) {
      if (selected !== undefined) return;
      canvas.classList.toggle("over", row !== undefined);
      view.select(row);
      if (row === undefined) paperCard.hide();
      else paperCard.show(row, at, { isPinned: false });
    },
    onPick(row, by) {
      if (row !== undefined && by === "mouse") openPaper(data, row);
      else select(row);
    },
    onMoved() {
      if (selected !== undefined) paperCard.show(selected, view.locate(selected), { isPinned: true });
      else {
        view.select(undefined);
        paperCard.hide();
      }
    },
    onTheme: () => panel.showTopics(data, view.colourOf),
  });
  const select = (row: number | undefined) => {
    selected = row;
    view.select(row);
    if (row === undefined) paperCard.hide();
    else paperCard.show(row, view.locate(row), { isPinned: true });
  };
  const panel = createMapPanel({
    onTopic(topic) {
      select(undefined);
      view.flyToTopic(topic);
    },
    onHit: (row) => show(row),
  });
  const show = (row: number) => {
    view.flyToPaper(row);
    select(row);
  };
  nameCanvas(data);
  panel.showTopics(data, view.colourOf);
  watchTools(view, () => select(undefined));
  watchSearch({ data, view, panel, onSearch: () => select(undefined) });
  const paper = data.rows.get(new URLSearchParams(location.search).get("paper") ?? "");
  if (paper !== undefined) show(paper);
  document.body.dataset["map"] = "ready";
}

function nameCanvas({ count }: MapData): void {
  canvas.setAttribute("aria-label", `Map of ${formatPapers(count)}; the topics are listed in the panel`);
}

function openPaper(data: MapData, row: number): void {
  location.assign(formatView({ kind: "paper", id: data.ids[row] ?? "" }));
}

function watchTools(view: MapView, clearSelection: () => void): void {
  findPart("zoom-in", HTMLButtonElement).addEventListener("click", () => view.zoom(2));
  findPart("zoom-out", HTMLButtonElement).addEventListener("click", () => view.zoom(0.5));
  findPart("whole", HTMLButtonElement).addEventListener("click", () => {
    clearSelection();
    view.flyToWhole();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") clearSelection();
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    query.focus();
  });
}

interface SearchParts {
  readonly data: MapData;
  readonly view: MapView;
  readonly panel: MapPanel;
  readonly onSearch: () => void;
}

/** The query is in the address, so that a highlighted map can be shared. */
function watchSearch({ data, view, panel, onSearch }: SearchParts): void {
  let running = new AbortController();
  const search = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const text = query.value.trim();
    onSearch();
    if (text === "") {
      view.highlight([]);
      panel.hideHits();
      return panel.showSummary(describeMap(data));
    }
    try {
      const hits = await readHits(text, signal);
      const found = hits.map((hit) => ({ hit, row: data.rows.get(hit.paper.id) }));
      const rows = found.flatMap(({ row }) => (row === undefined ? [] : [row]));
      view.highlight(rows);
      panel.showHits(found);
      panel.showSummary(describeHits(rows.length));
    } catch (error) {
      if (!signal.aborted) panel.showSummary(describeProblem(error));
    }
  };
  const updateSearch = () => {
    const text = query.value.trim();
    history.replaceState(undefined, "", text === "" ? "map" : `map?${new URLSearchParams({ q: text })}`);
    void search();
  };
  findPart("find", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    updateSearch();
  });
  // Clearing the box removes the highlights.
  query.addEventListener("input", () => query.value === "" && updateSearch());
  query.value = new URLSearchParams(location.search).get("q") ?? "";
  void search();
}

async function readHits(text: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const view = readView(`?${new URLSearchParams({ q: text })}`);
  if (view.kind !== "search") return [];
  const body = { ...createSearchRequest(view), limit: maxHighlighted };
  const { hits } = await call("POST /v1/search", { body, signal });
  await prepareLatex(hits.map(({ paper }) => paper.title));
  return hits;
}

function describeMap({ count }: MapData): string {
  return `${formatPapers(count)}. Similar papers are close together.`;
}

function describeHits(count: number): string {
  return count === 0 ? "No paper on the map matches." : `${formatPapers(count)} highlighted.`;
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
