import type { Understood } from "../../domain/search/understood.js";
import type { SearchView } from "../shell/view-address.js";
import { dropPart } from "./drop-part.js";
import { listChosen } from "./list-chosen.js";
import type { FoundPapers } from "./load-view.js";

/** A wider search, and the name of what it leaves out. */
export interface WiderSearch {
  readonly name: string;
  readonly view: SearchView;
}

/** The search without one of its parts. */
export function withoutPart(view: SearchView, { range }: Understood): SearchView {
  return withQuery(view, dropPart(view.query, range));
}

/** Another query with the options and filters of the search. */
export function withQuery(view: SearchView, query: string): SearchView {
  return { ...view, query, isTyped: false, isUnfinished: false, offset: 0 };
}

/** The parts of a query that restrict it. */
export function listRestricting(understood: readonly Understood[]): readonly Understood[] {
  return understood.filter(({ offer }) => offer === undefined);
}

/** The search without each of its parts, and without each of its filters. */
export function listWiderSearches(view: SearchView, understood: readonly Understood[]): readonly WiderSearch[] {
  return [
    ...listRestricting(understood).map((part) => ({ name: part.text, view: withoutPart(view, part) })),
    ...listChosen(view.filters).map(({ label, without }) => ({
      name: label,
      view: { ...view, filters: without, offset: 0 },
    })),
  ];
}

/** The searches that the page counts beside an answer. */
export function listCounted({ view, understood, hits }: FoundPapers): readonly SearchView[] {
  if (hits.length === 0) return listWiderSearches(view, understood).map((wider) => wider.view);
  return listRestricting(understood).map((part) => withoutPart(view, part));
}
