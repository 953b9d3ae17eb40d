export const modes = ["hybrid", "semantic", "keyword"] as const;
export type Mode = (typeof modes)[number];

export interface SearchView {
  readonly kind: "search";
  readonly query: string;
  readonly mode: Mode;
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
  readonly venue: string | undefined;
}

/** What the page shows. Each view has one address, and reading that address gives the view again. */
export type View = { readonly kind: "home" } | SearchView | { readonly kind: "similar"; readonly id: string };

/** Reads a query string such as `?q=adapters&mode=keyword`; what it does not understand it leaves out. */
export function readView(queryString: string): View {
  const values = new URLSearchParams(queryString);
  const id = values.get("similar");
  if (id) return { kind: "similar", id };
  const query = (values.get("q") ?? "").trim();
  if (query === "") return { kind: "home" };
  return {
    kind: "search",
    query,
    mode: modes.find((mode) => mode === values.get("mode")) ?? "hybrid",
    yearFrom: parseYear(values.get("yearFrom") ?? ""),
    yearTo: parseYear(values.get("yearTo") ?? ""),
    venue: values.get("venue") ?? undefined,
  };
}

export function formatView(view: View): string {
  if (view.kind === "home") return "/";
  if (view.kind === "similar") return `/?${new URLSearchParams({ similar: view.id })}`;
  const values = new URLSearchParams({ q: view.query });
  if (view.mode !== "hybrid") values.set("mode", view.mode);
  addFilters(values, view);
  return `/?${values}`;
}

export function addFilters(values: URLSearchParams, view: SearchView): void {
  if (view.yearFrom !== undefined) values.set("yearFrom", String(view.yearFrom));
  if (view.yearTo !== undefined) values.set("yearTo", String(view.yearTo));
  if (view.venue !== undefined) values.set("venue", view.venue);
}

/** Four digits make a year that the API takes; anything else is a year that is still being typed. */
export function parseYear(text: string): number | undefined {
  return /^[12]\d{3}$/.test(text.trim()) ? Number(text) : undefined;
}
