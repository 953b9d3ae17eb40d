import { addMapPlace, type MapPlace } from "../map/map-place.js";
import { addFilters, hasFilters, noFilters, readFilters, type Filters } from "../search/filters.js";

export const modes = ["hybrid", "semantic", "keyword"] as const;
export type Mode = (typeof modes)[number];
export const sorts = ["relevance", "date", "oldest", "title"] as const;
export type Sort = (typeof sorts)[number];

/** A search and its options. */
export interface SearchView {
  readonly kind: "search";
  /** Empty where filters alone list papers. */
  readonly query: string;
  readonly mode: Mode;
  /** Share of meaning in hybrid mode, 0 to 1; the server chooses when undefined. */
  readonly semanticWeight: number | undefined;
  readonly sort: Sort;
  readonly filters: Filters;
  /** Whether the words are searched as they were typed, without repair. */
  readonly isTyped: boolean;
  /** Whether papers that are no good match are listed as well. */
  readonly showsAll: boolean;
  /** Papers before the first that is listed: pages without scripts begin further down. */
  readonly offset: number;
  /** Whether the last word may be unfinished; not part of the address. */
  readonly isUnfinished?: boolean;
}
export interface PaperView {
  readonly kind: "paper";
  readonly id: string;
}
/** IDs of the liked and disliked papers. */
export interface RecommendView {
  readonly kind: "recommend";
  readonly likes: readonly string[];
  readonly dislikes: readonly string[];
}

/** What the page shows. Each view has one address, and parsing that address gives the view again. */
export type View = { readonly kind: "home" } | SearchView | PaperView | RecommendView;

/** The position of the slider while no weight is chosen. */
export const defaultWeight = 0.5;
/** The API's limit for liked and for disliked papers. */
export const maxExamples = 100;
/** The API's limit for the last paper of a page. */
const maxOffset = 980;

const plainSearch: Omit<SearchView, "query"> = {
  kind: "search",
  mode: "hybrid",
  semanticWeight: undefined,
  sort: "relevance",
  filters: noFilters,
  isTyped: false,
  showsAll: false,
  offset: 0,
};

/** A plain search: best match, all papers. */
export function searchFor(query: string): SearchView {
  return { ...plainSearch, query };
}

/** Without a question and filters, a search is the start page. */
export function settleSearch(search: SearchView): View {
  return search.query === "" && !hasFilters(search.filters) ? { kind: "home" } : search;
}

/** Reads a query string such as `?q=adapters&mode=keyword` and ignores invalid values. */
export function readView(queryString: string): View {
  const values = new URLSearchParams(queryString);
  // Older addresses of a paper's page use `similar`.
  const id = values.get("paper") ?? values.get("similar");
  if (id) return { kind: "paper", id };
  const likes = readIds(values, "like");
  if (likes.length > 0) return { kind: "recommend", likes, dislikes: readIds(values, "unlike") };
  const mode = modes.find((name) => name === values.get("mode")) ?? "hybrid";
  return settleSearch({
    kind: "search",
    query: (values.get("q") ?? "").trim(),
    mode,
    semanticWeight: mode === "hybrid" ? readWeight(values.get("semanticWeight")) : undefined,
    sort: sorts.find((name) => name === values.get("sort")) ?? "relevance",
    filters: readFilters(values),
    isTyped: values.get("spelling") === "typed",
    showsAll: values.get("minScore") === "0",
    offset: readOffset(values.get("offset")),
  });
}

/**
 * The address of a view, relative to the documents of the page: a proxy may serve them below a path.
 *
 * @param place what the map shows, if it is beside the papers
 */
export function formatView(view: View, place?: MapPlace): string {
  const values = new URLSearchParams();
  if (view.kind === "paper") values.set("paper", view.id);
  if (view.kind === "recommend") {
    for (const id of view.likes) values.append("like", id);
    for (const id of view.dislikes) values.append("unlike", id);
  }
  if (view.kind === "search") addSearch(values, view);
  if (place) addMapPlace(values, place);
  const document = place ? "map" : "./";
  return values.size === 0 ? document : `${document}?${values}`;
}

/** Writes a search in the form of the page's addresses, without default values. */
function addSearch(values: URLSearchParams, view: SearchView): void {
  if (view.query !== "") values.set("q", view.query);
  if (view.mode !== "hybrid") values.set("mode", view.mode);
  if (view.semanticWeight !== undefined) values.set("semanticWeight", String(view.semanticWeight));
  if (view.sort !== "relevance") values.set("sort", view.sort);
  if (view.isTyped) values.set("spelling", "typed");
  if (view.showsAll) values.set("minScore", "0");
  if (view.offset > 0) values.set("offset", String(view.offset));
  addFilters(values, view.filters);
}

function readIds(values: URLSearchParams, name: "like" | "unlike"): string[] {
  return [...new Set(values.getAll(name).filter((id) => id !== ""))].slice(0, maxExamples);
}

function readOffset(text: string | null): number {
  const offset = Number(text ?? 0);
  return Number.isInteger(offset) && offset > 0 && offset <= maxOffset ? offset : 0;
}

function readWeight(text: string | null): number | undefined {
  const weight = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return weight >= 0 && weight <= 1 && weight !== defaultWeight ? weight : undefined;
}
