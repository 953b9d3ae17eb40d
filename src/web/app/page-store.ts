import { PaperkinError } from "../../client/client-error.js";
import type { Facets } from "../../domain/search/facets.js";
import { loadFacets } from "../search/facets/load-facets.js";
import { loadMore, loadView, type Answer } from "../search/load-view.js";
import { loadStart, type StartParts } from "../start/load-start.js";
import { call } from "../shared/server.js";
import type { SearchView, View } from "../shell/view-address.js";
import { readAnswer, type LibraryState, type PageState, type Shown } from "./page-state.js";

/** The state of the page, and the requests that change it. It knows neither addresses nor the document. */
export interface PageStore {
  read(): PageState;
  /** Returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  change(part: Partial<PageState>): void;
  /** Asks for a view; resolves once its papers, or a problem, are shown, or a newer view has replaced it. */
  load(view: View): Promise<void>;
  /** Shows a view whose answer is known. */
  show(view: View, known: { readonly answer: Answer; readonly facets: Facets | undefined }): void;
  /** Adds papers until there are as many as wanted, or no more. */
  loadMore(wanted: number): Promise<void>;
  /** Does something once the present state is in the document. */
  afterRender(task: () => void): void;
  /** The present state is in the document. */
  rendered(): void;
  /** Counts the filters of the search that is shown. */
  countFacets(): void;
  refreshLibrary(): Promise<void>;
  /** Asks for what the start page shows, except for the parts that are known. */
  fillStart(known: StartParts): void;
  /** Ends with the next view. */
  readonly signal: AbortSignal;
}

export function createPageStore(start: PageState): PageStore {
  const listeners = new Set<() => void>();
  let state = start;
  let running = new AbortController();
  const change = (part: Partial<PageState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  /** Aborts the previous request, so that an old answer never replaces a newer one. */
  const begin = (view: View): AbortSignal => {
    running.abort();
    running = new AbortController();
    change(prepare(state, view));
    return running.signal;
  };
  const refreshLibrary = async () => change({ library: await readLibrary() });
  const fillStart = (known: StartParts) => {
    const { signal } = running;
    const onPart = (part: StartParts) => !signal.aborted && change({ start: { ...state.start, ...part } });
    void loadStart(known, { call, signal }, onPart);
  };
  const countFacets = () => {
    if (state.shown.kind === "search") void fillFacets(state.shown.view, running.signal, change);
  };
  return {
    ...createTasks(() => change({})),
    read: () => state,
    subscribe: (listener) => addTo(listeners, listener),
    change,
    get signal() {
      return running.signal;
    },
    async load(view) {
      const signal = begin(view);
      // What the reader keeps may be another by now.
      if (view.kind === "home") fillStart({ ...(state.start.overview && { overview: state.start.overview }) });
      const shown = await (view.kind === "home" ? loadHome(refreshLibrary, () => state) : ask(view, signal));
      if (signal.aborted) return;
      change({ shown, isBusy: false, more: "ready" });
      countFacets();
    },
    show(view, { answer, facets }) {
      begin(view);
      change({ shown: answer, isBusy: false, facets });
      if (!facets) countFacets();
    },
    loadMore: (wanted) => grow({ read: () => state, change }, running.signal, wanted),
    countFacets,
    refreshLibrary,
    fillStart,
  };
}

/** What waits until the present state is in the document. */
function createTasks(render: () => void): Pick<PageStore, "afterRender" | "rendered"> {
  const tasks: (() => void)[] = [];
  return {
    afterRender(task) {
      tasks.push(task);
      render();
    },
    rendered() {
      for (const task of tasks.splice(0)) task();
    },
  };
}

function addTo<Item>(items: Set<Item>, item: Item): () => void {
  items.add(item);
  return () => void items.delete(item);
}

/** Keeps papers, dimmed, until the answer arrives; anything else makes way at once. */
function prepare({ shown, view: before }: PageState, view: View): Partial<PageState> {
  if (view.kind === "home") return { view, shown: { kind: "home" }, isBusy: false, facets: undefined, more: "ready" };
  const keeps = "hits" in shown && shown.hits.length > 0;
  const counts = view.kind === "search" && before.kind === "search" ? {} : { facets: undefined };
  return { view, isBusy: true, more: "ready", ...counts, ...(!keeps && { shown: { kind: "waiting" } }) };
}

async function ask(view: Exclude<View, { kind: "home" }>, signal: AbortSignal): Promise<Shown> {
  try {
    return await loadView(view, { signal });
  } catch (problem) {
    return { kind: "problem", problem };
  }
}

/** The start page needs no answer; where the server does not tell its state either, that is worth a word. */
async function loadHome(refresh: () => Promise<void>, read: () => PageState): Promise<Shown> {
  await refresh();
  const { library } = read();
  return library instanceof PaperkinError ? { kind: "problem", problem: library } : { kind: "home" };
}

async function readLibrary(): Promise<LibraryState | PaperkinError> {
  try {
    return await call("GET /v1/stats", {});
  } catch (error) {
    if (error instanceof PaperkinError) return error;
    throw error;
  }
}

/** Runs after the papers are shown, because counting a large library takes longer than searching it. */
async function fillFacets(view: SearchView, signal: AbortSignal, change: PageStore["change"]): Promise<void> {
  try {
    const facets = await loadFacets(view, { signal });
    if (!signal.aborted) change({ facets });
  } catch {
    // The papers stay, without counts in the filters.
  }
}

async function grow(
  { read, change }: Pick<PageStore, "read" | "change">,
  signal: AbortSignal,
  wanted: number,
): Promise<void> {
  if (read().more === "loading") return;
  change({ more: "loading" });
  try {
    for (;;) {
      const before = readAnswer(read());
      if (!before?.hasMore || before.hits.length >= wanted) break;
      const longer = await loadMore(before, signal);
      if (signal.aborted || readAnswer(read()) !== before) return;
      change({ shown: longer });
    }
    change({ more: "ready" });
  } catch {
    if (!signal.aborted) change({ more: "failed" });
  }
}
