import type { Facets } from "../../domain/search/facets.js";
import { ratePaper } from "../recommend/rate-paper.js";
import { loadExplanation } from "../search/load-explanation.js";
import type { Answer } from "../search/load-view.js";
import type { Filters } from "../search/filters.js";
import { findFocusedPaper, watchKeyboard } from "../shell/keyboard.js";
import type { MapArea } from "../map/map-area.js";
import { type MapPlace, wholeMap } from "../map/map-place.js";
import { keepFocus } from "../shell/keep-focus.js";
import { createNavigation, type Navigation, type Step } from "../shell/navigation.js";
import type { Place } from "../shell/places.js";
import { searchFor, settleSearch, type View } from "../shell/view-address.js";
import { findStart, focusAim, focusPaper, type Aim } from "./focus.js";
import { followLibrary } from "./follow-library.js";
import { readAnswer } from "./page-state.js";
import type { PageStore } from "./page-store.js";
import type { PageEvents } from "./page.js";

/** What the events need of the components. */
export interface Parts {
  readonly focusBox: () => void;
  readonly openHelp: () => void;
  readonly setFacetsOpen: (isOpen: boolean) => void;
}

/** What Back needs to restore a view at once and as it was. */
interface Memory {
  readonly answer: Answer | undefined;
  readonly facets: Facets | undefined;
}

interface Acting {
  readonly store: PageStore;
  readonly navigation: Navigation<Memory>;
  readonly parts: Parts;
}

/** Connects the store with the history and the keyboard. `start` shows the view of the document's address. */
export function createPageEvents(store: PageStore, parts: Parts): { events: PageEvents; start: () => void } {
  const navigation: Navigation<Memory> = createNavigation<Memory>({
    keep: () => ({ answer: readAnswer(store.read()), facets: store.read().facets }),
    keepPlace: () => ({
      hits: readAnswer(store.read())?.hits.length ?? 0,
      scrollY,
      paperId: findFocusedPaper()?.dataset["id"],
    }),
    readMap: () => store.read().map,
    onReturn: (view, map) => {
      store.change({ map });
      restore(acting, view);
    },
  });
  const acting: Acting = { store, navigation, parts };
  const events = { ...createVisits(acting), ...createActions(acting) };
  return { events, start: () => void start(acting, events) };
}

function createVisits(acting: Acting) {
  const { store, navigation, parts } = acting;
  const visit = (view: View) => visitView(acting, view, "top");
  const visitSearch = (filters: Filters) => {
    const { view } = store.read();
    if (view.kind !== "search") return;
    const next = settleSearch({ ...view, filters, offset: 0, isUnfinished: false });
    navigation.go(next, "new");
    void store.load(next);
  };
  return {
    onVisit: visit,
    onOpen: (id: string) => visit({ kind: "paper", id }),
    onSimilar: (id: string) => visitView(acting, { kind: "paper", id }, "similar"),
    ...createMapVisits(acting, visit),
    onQuestion: (query: string) => visit(searchFor(query)),
    onFilters: visitSearch,
    onVenue: (venue: string) => {
      const { view } = store.read();
      if (view.kind === "search") visitSearch({ ...view.filters, venue: [venue] });
    },
    onHome() {
      visit({ kind: "home" });
      parts.focusBox();
    },
    onBack: navigation.goBack,
  } satisfies Partial<PageEvents>;
}

function createMapVisits({ store, navigation }: Acting, visit: (view: View) => void) {
  const showMap = (map: MapPlace | undefined, step: Step) => {
    store.change({ map });
    navigation.go(store.read().view, step);
  };
  return {
    onMap: (isShown: boolean) => showMap(isShown ? wholeMap : undefined, "new"),
    onPlace: (place: MapPlace, step: Step) => showMap(place, step),
    onArea(area: MapArea | undefined) {
      const { view } = store.read();
      const search = view.kind === "search" ? view : searchFor("");
      const filters = { ...search.filters, area };
      visit(settleSearch({ ...search, filters, offset: 0, isUnfinished: false }));
    },
    onLit: (lit: string | undefined, by: "list" | "map") =>
      store.change({ lit: lit === undefined ? undefined : { id: lit, by } }),
  };
}

function createActions({ store, navigation, parts }: Acting) {
  return {
    onAsk(view, step) {
      navigation.go(view, step);
      void store.load(view);
    },
    onRate: ratePaper,
    onWhy(id) {
      const answer = readAnswer(store.read());
      return answer?.kind === "search" ? loadExplanation(answer, id, store.signal) : Promise.resolve(undefined);
    },
    async onMore() {
      const before = readAnswer(store.read())?.hits.length ?? 0;
      await store.loadMore(before + 1);
      store.afterRender(() => {
        const added = document.querySelector<HTMLElement>(`#hits li:nth-child(${before + 1}) article`);
        added?.focus({ preventScroll: true });
      });
    },
    onRetry() {
      void store.load(store.read().view);
      void store.refreshLibrary();
    },
    onSkip: () => (document.querySelector<HTMLElement>("#main article") ?? findStart())?.focus(),
    onHelp: parts.openHelp,
    onFacets(isOpen) {
      parts.setFacetsOpen(isOpen);
      if (!isOpen) document.getElementById("filters")?.focus();
    },
  } satisfies Partial<PageEvents>;
}

/** A view from elsewhere than the form: an example, a paper, the name of the site. */
function visitView({ store, navigation }: Acting, view: View, aim: Aim): void {
  navigation.go(view, "new");
  store.change({ fills: store.read().fills + 1 });
  scrollTo(0, 0);
  void store.load(view).then(() => store.afterRender(() => focusAim(aim)));
}

function restore({ store, navigation }: Acting, view: View): void {
  store.change({ fills: store.read().fills + 1 });
  const known = navigation.recall();
  const place = navigation.recallPlace();
  if (view.kind !== "home" && known?.answer) {
    store.show(view, { answer: known.answer, facets: known.facets });
    return store.afterRender(() => takePlace(place));
  }
  void store.load(view).then(() => returnTo(store, place));
}

/** Loads as many papers as there were, and goes to where the reader was among them. */
async function returnTo(store: PageStore, place: Place | undefined): Promise<void> {
  const { view } = store.read();
  await store.loadMore(place?.hits ?? 0);
  if (store.read().view === view) store.afterRender(() => takePlace(place));
}

function takePlace(place: Place | undefined): void {
  if (place?.paperId !== undefined) focusPaper(place.paperId);
  scrollTo(0, place?.scrollY ?? 0);
}

async function start({ store, navigation, parts }: Acting, events: PageEvents): Promise<void> {
  watchKeys(store, events, parts);
  keepFocus(document.getElementById("app") ?? document.body, findStart);
  followLibrary(store);
  const { view, shown, library } = store.read();
  // On a phone, the keyboard would cover the page.
  if (view.kind === "home" && matchMedia("(pointer: fine)").matches) parts.focusBox();
  if (view.kind === "home" && library) store.fillStart(store.read().start);
  if (view.kind !== "home" && !library) void store.refreshLibrary();
  if (shown.kind === "waiting" || (view.kind === "home" && !library)) await store.load(view);
  else if (shown.kind === "search" && !store.read().facets) store.countFacets();
  const place = navigation.recallPlace();
  if (place && view === store.read().view) await returnTo(store, place);
}

function watchKeys(store: PageStore, events: PageEvents, { focusBox, openHelp }: Parts): void {
  watchKeyboard({
    onBox: focusBox,
    onSimilar: events.onSimilar,
    onRate: events.onRate,
    onHelp: openHelp,
    onBack() {
      const { kind } = store.read().view;
      if (kind === "paper" || kind === "recommend") events.onBack();
      else if (findFocusedPaper()) focusBox();
    },
  });
}
