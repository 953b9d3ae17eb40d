import type { Filters } from "../filters.js";
import { defaultWeight, type Mode, settleSearch, type Sort, type View } from "../../shell/view-address.js";

/** What the form of the search shows. */
export interface SearchFields {
  readonly text: string;
  readonly mode: Mode;
  readonly sort: Sort;
  readonly weight: number;
}

const emptyFields: SearchFields = { text: "", mode: "hybrid", sort: "relevance", weight: defaultWeight };

/** The fields that show a view. Its options stay while a view without options is shown, and its question beside a paper. */
export function fillFields(view: View, before = emptyFields): SearchFields {
  if (view.kind === "paper") return before;
  if (view.kind !== "search") return { ...before, text: "" };
  const { query, mode, sort, semanticWeight = defaultWeight } = view;
  return { text: query, mode, sort, weight: semanticWeight };
}

/** The view that the fields ask for. */
export function readFields({ text, mode, sort, weight }: SearchFields, filters: Filters): View {
  return settleSearch({
    kind: "search",
    query: text.trim(),
    mode,
    semanticWeight: mode === "hybrid" && weight !== defaultWeight ? weight : undefined,
    sort,
    filters,
    isTyped: false,
    showsAll: false,
    offset: 0,
  });
}
