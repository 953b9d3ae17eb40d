import { hasFilters } from "../search/filters.js";
import { formatView, type SearchView } from "./view-address.js";

/** The address of the form that follows something, filled in, which shows what would have been found. */
export function locateFollow(
  kind: "paper" | "collection" | "author" | "venue",
  target: string,
  title?: string,
): string {
  const values = new URLSearchParams({ new: kind, [kind]: target, ...(title !== undefined && { title }) });
  return `following?${values}`;
}

/** The same for a search with its filters; `undefined` for one that asks for nothing. */
export function locateSearchFollow(view: SearchView): string | undefined {
  const { query, filters } = view;
  const others = { ...filters, author: [], venue: [] };
  const [author, ...coauthors] = filters.author;
  const [venue, ...venues] = filters.venue;
  if (query === "") {
    if (hasFilters(others) || coauthors.length > 0 || venues.length > 0) return undefined;
    if (author !== undefined) return venue === undefined ? locateFollow("author", author) : undefined;
    return venue === undefined ? undefined : locateFollow("venue", venue);
  }
  // The address of the search says the rest.
  const asked = formatView({ ...view, offset: 0 }).slice("./?".length);
  return `following?new=question&${asked}`;
}
