import type { ComponentChildren, Ref } from "preact";
import type { MapArea } from "../map/map-area.js";
import type { MapPlace } from "../map/map-place.js";
import { TrayBar } from "../recommend/tray-bar.js";
import { ChosenFilters } from "../search/chosen-filters.js";
import { FacetPanel } from "../search/facets/facet-panel.js";
import { ShowPapers } from "../search/facets/show-papers.js";
import { noFilters, type Filters } from "../search/filters.js";
import { listChosen } from "../search/list-chosen.js";
import { QuestionChips } from "../search/question-chips.js";
import { Results, type ResultsEvents } from "../search/results.js";
import { SearchForm, type SearchFormHandle } from "../search/form/search-form.js";
import { HelpDialog, type Help } from "../shell/help/help-dialog.js";
import { LibraryLine } from "../shell/library-line.js";
import type { Step } from "../shell/navigation.js";
import { GivenTotals } from "../search/use-totals.js";
import { ShownMap } from "../shell/shown-map.js";
import { SiteFooter } from "../shell/site-footer.js";
import { SiteHeader } from "../shell/header/site-header.js";
import type { View } from "../shell/view-address.js";
import { readAnswer, type PageState } from "./page-state.js";

export interface PageEvents extends ResultsEvents {
  /** A search from the form, which already shows it. */
  readonly onAsk: (view: View, step: Step) => void;
  /** A question of its own. */
  readonly onQuestion: (query: string) => void;
  readonly onFilters: (filters: Filters) => void;
  readonly onHome: () => void;
  readonly onHelp: () => void;
  readonly onSkip: () => void;
  readonly onFacets: (isOpen: boolean) => void;
  readonly onMap: (isShown: boolean) => void;
  /** The map shows another part of itself. */
  readonly onPlace: (place: MapPlace, step: Step) => void;
  readonly onArea: (area: MapArea | undefined) => void;
}

interface PageProps {
  readonly state: PageState;
  readonly events: PageEvents;
  readonly areFacetsOpen?: boolean;
  readonly form?: Ref<SearchFormHandle>;
  readonly help?: Ref<Help>;
  /** The map beside the papers. */
  readonly pane?: ComponentChildren;
}

/** The page of searches, papers and recommendations, in the browser and as the server sends it. */
export function Page({ state, events, areFacetsOpen = false, form = null, help = null, pane }: PageProps) {
  const { view } = state;
  const filters = view.kind === "search" ? view.filters : noFilters;
  return (
    <ShownMap.Provider value={state.map}>
      <SkipLink onSkip={events.onSkip} />
      <SiteHeader
        place={state.map ? "map" : "search"}
        view={view}
        onHome={events.onHome}
        onMap={events.onMap}
        onSearch={events.onVisit}
      />
      <div class="ask frame">
        <SearchForm
          view={view}
          fills={state.fills}
          handle={form}
          onAsk={events.onAsk}
          onQuestion={events.onQuestion}
          onOpen={events.onOpen}
        >
          <FiltersButton chosen={listChosen(filters).length} isOpen={areFacetsOpen} onFacets={events.onFacets} />
        </SearchForm>
      </div>
      <div class={state.map ? "results frame with-map" : "results frame"}>
        <aside id="facets" aria-label="Filters">
          <FacetPanel
            facets={state.facets}
            filters={filters}
            onChange={events.onFilters}
            {...(view.kind === "search" && { view })}
          />
          <ShowPapers answer={readAnswer(state)} onShow={() => events.onFacets(false)} />
        </aside>
        <GivenTotals.Provider value={state.totals}>
          <Results state={state} events={events} chips={<Chips state={state} events={events} />} />
        </GivenTotals.Provider>
        {state.map && <div class="map-side">{pane ?? <p class="map-opening">Opening the map…</p>}</div>}
      </div>
      <TrayBar view={view} onVisit={events.onVisit} />
      <SiteFooter onHelp={events.onHelp}>
        <LibraryLine library={state.library} />
      </SiteFooter>
      <p class="unseen" id="announcement" role="status" aria-live="polite" />
      <HelpDialog handle={help} />
    </ShownMap.Provider>
  );
}

interface FiltersButtonProps extends Pick<PageEvents, "onFacets"> {
  readonly chosen: number;
  readonly isOpen: boolean;
}

function FiltersButton({ chosen, isOpen, onFacets }: FiltersButtonProps) {
  return (
    <button
      class="filters-button scripted"
      id="filters"
      type="button"
      aria-expanded={isOpen}
      aria-controls="facets"
      onClick={() => onFacets(!isOpen)}
    >
      {chosen === 0 ? "Filters" : `Filters (${chosen})`}
    </button>
  );
}

function SkipLink({ onSkip }: Pick<PageEvents, "onSkip">) {
  const skip = (event: Event) => {
    event.preventDefault();
    onSkip();
  };
  return (
    <a class="skip" href="#main" onClick={skip}>
      Skip to the papers
    </a>
  );
}

/** How the search was read, and its filters: those of the view at once, before its answer arrives. */
function Chips({ state, events }: Pick<PageProps, "state" | "events">) {
  const { view } = state;
  const answer = readAnswer(state);
  if (view.kind !== "search") return null;
  const read = answer?.kind === "search" ? answer : { view, understood: [] };
  return (
    <>
      <QuestionChips understood={read.understood} view={read.view} onVisit={events.onVisit} />
      <ChosenFilters view={view} onVisit={events.onVisit} />
    </>
  );
}
