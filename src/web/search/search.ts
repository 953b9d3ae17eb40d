import { PaperkinError } from "../../client/client-error.js";
import type { Facets } from "../../domain/search/facets.js";
import { takeEarlyAnswer } from "./early-answer.js";
import { findPart } from "../shared/elements.js";
import { isForBrowser } from "../shell/view-link.js";
import { createFacetPanel } from "./facets/panel.js";
import { noFilters } from "./filters.js";
import { createHelp } from "../shell/help-dialog.js";
import { findFocusedPaper, watchKeyboard } from "../shell/keyboard.js";
import { loadExplanation } from "./load-explanation.js";
import { loadFacets } from "./facets/load-facets.js";
import { loadMore, loadView, type Answer } from "./load-view.js";
import { createNavigation, type Step } from "../shell/navigation.js";
import { createSearchForm } from "./form.js";
import { createQueryParts } from "./query-parts.js";
import { createResults } from "./results.js";
import { createSuggestions } from "./suggestions.js";
import { createStatusLine } from "../shell/status-line.js";
import { watchThemeButton } from "../shell/theme.js";
import { h, render } from "preact";
import { ratePaper } from "../recommend/rate-paper.js";
import { TrayBar } from "../recommend/tray-bar.js";
import { searchFor, readView, type SearchView, type View } from "../shell/view-address.js";

/** What Back needs to restore a view at once and as it was. */
interface Memory {
  readonly answer: Answer | undefined;
  readonly facets: Facets | undefined;
  readonly scrollY: number;
  readonly paperId: string | undefined;
}

/** Where the focus goes once the view is loaded: the paper, or the papers similar to it. */
type Aim = "top" | "similar";

let running = new AbortController();
let shownView: View = { kind: "home" };
let shownAnswer: Answer | undefined;
let shownFacets: Facets | undefined;

const statusLine = createStatusLine();
const form = createSearchForm(ask);
createSuggestions({ onAsk: (query) => visit(searchFor(query)), onOpen: openPaper });
const queryParts = createQueryParts(askAgain);
const facetPanel = createFacetPanel(form.changeFilters);
const help = createHelp();
const results = createResults({
  onAsk: askAgain,
  onVisit: (view) => visit(view),
  onOpen: openPaper,
  onSimilar: openSimilar,
  onRate: ratePaper,
  onBack: () => navigation.goBack(),
  onVenue: (venue) => form.changeFilters((filters) => ({ ...filters, venue: [venue] })),
  onWhy: (id) =>
    shownAnswer?.kind === "search" ? loadExplanation(shownAnswer, id, running.signal) : Promise.resolve(undefined),
  onWiden: widen,
});
const navigation = createNavigation<Memory>({
  keep: () => ({ answer: shownAnswer, facets: shownFacets, scrollY, paperId: findFocusedPaper()?.dataset["id"] }),
  onReturn: restore,
});

start();

function start(): void {
  watchThemeButton();
  const more = findPart("more", HTMLButtonElement);
  more.addEventListener("click", () => void showMore(more));
  findPart("home", HTMLAnchorElement).addEventListener("click", (event) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    visit({ kind: "home" });
    form.focusBox();
  });
  watchKeyboard({
    onBox: form.focusBox,
    onSimilar: openSimilar,
    onRate: ratePaper,
    onHelp: help.open,
    onBack: () => {
      if (shownView.kind === "paper" || shownView.kind === "recommend") navigation.goBack();
      else if (findFocusedPaper()) form.focusBox();
    },
  });
  const view = readView(location.search);
  form.fill(view);
  // On a phone, the keyboard would cover the page.
  if (view.kind === "home" && matchMedia("(pointer: fine)").matches) form.focusBox();
  void show(view);
  if (view.kind !== "home") void statusLine.refresh();
}

/** A search from the form, which already shows it. */
function ask(view: View, step: Step): void {
  navigation.go(view, step);
  void show(view);
}

/** Another query with the options of the present search; only its options remain where nothing is left of it. */
function askAgain(query: string): void {
  if (shownView.kind !== "search") return visit(searchFor(query));
  visit(query === "" ? { kind: "home" } : { ...shownView, query, isTyped: false, isUnfinished: false });
}

/** A view from elsewhere on the page: an example, a paper, the name of the site. */
function visit(view: View, aim: Aim = "top"): void {
  navigation.go(view, "new");
  form.fill(view);
  scrollTo(0, 0);
  void show(view, aim);
}

function openPaper(id: string): void {
  visit({ kind: "paper", id });
}

function openSimilar(id: string): void {
  visit({ kind: "paper", id }, "similar");
}

function restore(view: View): void {
  form.fill(view);
  const memory = navigation.recall();
  if (view.kind === "home" || !memory?.answer) return void show(view);
  running.abort();
  running = new AbortController();
  prepare(view);
  showAnswer(memory.answer);
  if (view.kind === "search") {
    if (memory.facets) showFacets(memory.facets, view);
    else void fillFacets(view, running.signal);
  }
  const papers = [...document.querySelectorAll<HTMLElement>("article[data-id]")];
  papers.find((paper) => paper.dataset["id"] === memory.paperId)?.focus({ preventScroll: true });
  scrollTo(0, memory.scrollY);
}

function widen(what: "filters" | "mode"): void {
  if (what === "filters") return form.changeFilters(() => noFilters);
  if (shownView.kind === "search") visit({ ...shownView, mode: "hybrid" });
}

/** Aborts the previous request, so that an old answer never replaces a newer one. */
async function show(view: View, aim?: Aim): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  shownAnswer = undefined;
  shownFacets = undefined;
  prepare(view);
  if (view.kind === "home") return showHome(signal);
  results.showWaiting(view.kind);
  try {
    const answer = await (takeEarlyAnswer(view) ?? loadView(view, signal));
    if (signal.aborted) return;
    showAnswer(answer);
    if (aim) focusAim(aim);
    if (view.kind === "search") await fillFacets(view, signal);
  } catch (error) {
    if (!signal.aborted) showProblem(error, () => void show(view, aim));
  }
}

/** Shows the known parts of a view before its answer arrives. */
function prepare(view: View): void {
  shownView = view;
  render(h(TrayBar, { view, onVisit: (next: View) => visit(next) }), findPart("tray-place", HTMLElement));
  const titles = { home: "paperkin", paper: "Paper · paperkin", recommend: "Recommended papers · paperkin" };
  document.title = view.kind === "search" ? `${view.query} · paperkin` : titles[view.kind];
  facetPanel.showChosen(view.kind === "search" ? view.filters : noFilters);
  if (view.kind !== "search") queryParts.clear();
}

/** Runs after the papers are shown, because counting a large library takes longer than searching it. */
async function fillFacets(view: SearchView, signal: AbortSignal): Promise<void> {
  try {
    const facets = await loadFacets(view, signal);
    if (!signal.aborted) showFacets(facets, view);
  } catch {
    // The papers stay, without counts in the filters.
  }
}

function showFacets(facets: Facets, view: SearchView): void {
  shownFacets = facets;
  facetPanel.showCounts(facets, view.filters);
}

/** The focused element is gone; without this the keyboard would start again at the top. */
function focusAim(aim: Aim): void {
  if (shownAnswer?.kind !== "paper") return;
  const title = findPart("hits-title", HTMLElement);
  if (aim === "similar") title.focus();
  else document.querySelector<HTMLElement>("#subject article")?.focus();
}

async function showHome(signal: AbortSignal): Promise<void> {
  results.showHome({ hasPapers: true });
  const state = await statusLine.refresh();
  if (signal.aborted) return;
  if (!(state instanceof PaperkinError))
    return state.papers.papers === 0 ? results.showHome({ hasPapers: false }) : undefined;
  showProblem(state, () => void show({ kind: "home" }));
}

async function showMore(button: HTMLButtonElement): Promise<void> {
  const before = shownAnswer;
  const { signal } = running;
  if (!before || button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = "Loading more…";
  try {
    const longer = await loadMore(before, signal);
    if (shownAnswer !== before) return;
    shownAnswer = longer;
    results.showLonger(longer, before.hits.length);
  } catch {
    button.textContent = "Loading failed. Try again";
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function showAnswer(answer: Answer): void {
  shownAnswer = answer;
  if (answer.kind === "paper") document.title = `${answer.paper.title} · paperkin`;
  if (answer.kind === "search") queryParts.show(answer.view.query, answer.understood);
  results.showAnswer(answer);
}

/** A retry refreshes the status line too. */
function showProblem(problem: unknown, onRetry: () => void): void {
  results.showProblem(problem, () => {
    onRetry();
    void statusLine.refresh();
  });
}
