import { ApiProblem } from "./api-client.js";
import { findPart } from "./elements.js";
import { findFocusedPaper, watchKeyboard } from "./keyboard.js";
import { loadMore, loadView, type Answer } from "./load-view.js";
import { createNavigation, type Step } from "./navigation.js";
import { createSearchForm } from "./search-form.js";
import { createStage } from "./stage.js";
import { createStatusLine } from "./status-line.js";
import { watchThemeButton } from "./theme.js";
import { readView, type View } from "./view-address.js";

/** What a return to a place needs, so that Back shows it at once and as it was left. */
interface Memory {
  readonly answer: Answer | undefined;
  readonly scrollY: number;
  readonly paperId: string | undefined;
}

let running = new AbortController();
let shownAnswer: Answer | undefined;

const statusLine = createStatusLine();
const form = createSearchForm(ask);
const stage = createStage({
  onExample: (query) => visit({ kind: "search", query, mode: "hybrid", ...noFilters }),
  onSimilar: (id) => visit({ kind: "similar", id }),
  onBack: () => navigation.goBack(),
  onVenue: (venue) => form.chooseVenue(venue),
  onWiden: widen,
});
const navigation = createNavigation<Memory>({
  keep: () => ({ answer: shownAnswer, scrollY, paperId: findFocusedPaper()?.dataset["id"] }),
  onReturn: comeBack,
});
const noFilters = { yearFrom: undefined, yearTo: undefined, venue: undefined };

start();

function start(): void {
  watchThemeButton();
  const more = findPart("more", HTMLButtonElement);
  more.addEventListener("click", () => void showMore(more));
  findPart("home", HTMLAnchorElement).addEventListener("click", (event) => {
    // A click that opens a new tab is the browser's.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit({ kind: "home" });
    form.focusBox();
  });
  watchKeyboard({
    onBox: form.focusBox,
    onSimilar: (id) => visit({ kind: "similar", id }),
    onBack: () => {
      if (readView(location.search).kind === "similar") navigation.goBack();
      else if (findFocusedPaper()) form.focusBox();
    },
  });
  const view = readView(location.search);
  form.fill(view);
  // On a phone the keyboard would cover the page before it has been read.
  if (view.kind === "home" && matchMedia("(pointer: fine)").matches) form.focusBox();
  void show(view);
  if (view.kind !== "home") void statusLine.refresh();
}

/** The form asks: the box already holds what is asked. */
function ask(view: View, step: Step): void {
  navigation.go(view, step);
  void show(view);
}

/** Something on the page asks: an example, a paper, the name of the page. */
function visit(view: View): void {
  navigation.go(view, "new");
  form.fill(view);
  scrollTo(0, 0);
  void show(view, { takesFocus: true });
}

function comeBack(view: View): void {
  form.fill(view);
  const memory = navigation.recall();
  if (view.kind === "home" || !memory?.answer) return void show(view);
  running.abort();
  setTitle(view);
  showAnswer(memory.answer);
  const papers = [...document.querySelectorAll<HTMLElement>("article.paper")];
  papers.find((paper) => paper.dataset["id"] === memory.paperId)?.focus({ preventScroll: true });
  scrollTo(0, memory.scrollY);
}

function widen(what: "filters" | "mode"): void {
  if (what === "filters") return form.clearFilters();
  const view = readView(location.search);
  if (view.kind === "search") visit({ ...view, mode: "hybrid" });
}

/** Whatever was asked before is called off, so that an old answer never takes the place of a newer one. */
async function show(view: View, { takesFocus = false } = {}): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  shownAnswer = undefined;
  setTitle(view);
  if (view.kind === "home") return showHome(signal);
  stage.showWaiting();
  try {
    const answer = await loadView(view, signal);
    if (signal.aborted) return;
    showAnswer(answer);
    // The list that held the focus is gone; without this the keyboard would start again at the top.
    if (takesFocus && view.kind === "similar") document.querySelector<HTMLElement>("#subject article")?.focus();
  } catch (error) {
    if (!signal.aborted) showProblem(error, () => void show(view));
  }
}

async function showHome(signal: AbortSignal): Promise<void> {
  stage.showHome({ hasPapers: true });
  const state = await statusLine.refresh();
  if (signal.aborted) return;
  if (!(state instanceof ApiProblem))
    return state.papers.papers === 0 ? stage.showHome({ hasPapers: false }) : undefined;
  showProblem(state, () => void show({ kind: "home" }));
}

async function showMore(button: HTMLButtonElement): Promise<void> {
  const before = shownAnswer;
  const { signal } = running;
  if (!before || button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = "Looking for more…";
  try {
    const longer = await loadMore(before, signal);
    if (shownAnswer !== before) return;
    shownAnswer = longer;
    stage.showLonger(longer, before.hits.length);
  } catch {
    button.textContent = "No answer came. Try again";
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function showAnswer(answer: Answer): void {
  shownAnswer = answer;
  stage.showAnswer(answer);
}

/** A retry that succeeds, with a key or without, also brings the status line up to date. */
function showProblem(problem: unknown, onRetry: () => void): void {
  stage.showProblem(problem, () => {
    onRetry();
    void statusLine.refresh();
  });
}

function setTitle(view: View): void {
  const titles = { home: "paperkin", similar: "Similar papers · paperkin" };
  document.title = view.kind === "search" ? `${view.query} · paperkin` : titles[view.kind];
}
