import { PaperkinError } from "../../client/client-error.js";
import type { Stats } from "../../domain/health/status.js";
import type { Facets } from "../../domain/search/facets.js";
import type { Totals } from "../search/load-totals.js";
import type { Answer } from "../search/load-view.js";
import type { StartParts } from "../start/load-start.js";
import type { MapPlace } from "../map/map-place.js";
import type { View } from "../shell/view-address.js";

/** What the page shows below the search box. */
export type Shown =
  | { readonly kind: "home" }
  | { readonly kind: "waiting" }
  | { readonly kind: "problem"; readonly problem: unknown }
  | Answer;

/** The part of the library's state that the page shows. */
export type LibraryState = Pick<Stats, "papers" | "model" | "otherModel">;

export interface PageState {
  readonly view: View;
  /** What the map shows of itself, if it is beside the papers. */
  readonly map: MapPlace | undefined;
  /** The paper that is marked, in the list or on the map. */
  readonly lit?: { readonly id: string; readonly by: "list" | "map" } | undefined;
  readonly shown: Shown;
  /** An answer is on its way; what is shown belongs to an earlier view. */
  readonly isBusy: boolean;
  readonly facets: Facets | undefined;
  /** Of wider searches, as far as the document came with them. */
  readonly totals: Totals;
  readonly library: LibraryState | PaperkinError | undefined;
  /** What the start page shows, as far as it is there. */
  readonly start: StartParts;
  /** Counts the views that came from elsewhere than the form, which then shows them. */
  readonly fills: number;
  readonly more: "ready" | "loading" | "failed";
}

/** What the document that the server has rendered gives to the browser. */
export interface GivenState {
  readonly answer?: Answer;
  readonly facets?: Facets;
  readonly totals?: Totals;
  readonly library?: LibraryState;
  readonly start?: StartParts;
  readonly problem?: { readonly code: PaperkinError["code"]; readonly detail: string; readonly status: number };
}

export function readGiven(json: string): GivenState {
  return JSON.parse(json) as GivenState;
}

/** The state that server and browser begin with. */
export function startFrom(view: View, given: GivenState, map?: MapPlace): PageState {
  const { answer, facets, totals = {}, library, start = {}, problem } = given;
  const state = { ...startState(view, map), library, start, facets, totals };
  if (problem) {
    const { code, detail, status } = problem;
    return {
      ...state,
      shown: { kind: "problem", problem: new PaperkinError(code, detail, { status }) },
      isBusy: false,
    };
  }
  // The view is that of the address: JSON has lost what is not chosen.
  const shown = answer && ("view" in answer ? ({ ...answer, view } as Answer) : answer);
  return shown ? { ...state, shown, isBusy: false } : state;
}

function startState(view: View, map: MapPlace | undefined): PageState {
  return {
    view,
    map,
    shown: view.kind === "home" ? { kind: "home" } : { kind: "waiting" },
    isBusy: view.kind !== "home",
    facets: undefined,
    totals: {},
    library: undefined,
    start: {},
    fills: 0,
    more: "ready",
  };
}

/** Style sheets read this name from the body. */
export function nameShown({ shown, view }: PageState): "problem" | View["kind"] {
  return shown.kind === "waiting" ? view.kind : shown.kind;
}

/** The answer that the page shows, if it is one. */
export function readAnswer({ shown }: PageState): Answer | undefined {
  return shown.kind === "home" || shown.kind === "waiting" || shown.kind === "problem" ? undefined : shown;
}
