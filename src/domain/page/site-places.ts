/** A document of the page that every header links to. */
export interface SitePlace {
  readonly place: "search" | "map" | "collections" | "following" | "trending" | "add";
  /** Relative to the start page. */
  readonly address: string;
  readonly name: string;
}

/** In the order of the header. */
export const sitePlaces: readonly SitePlace[] = [
  { place: "search", address: "./", name: "Search" },
  { place: "map", address: "map", name: "Map" },
  { place: "collections", address: "collections", name: "Collections" },
  { place: "following", address: "following", name: "Following" },
  { place: "trending", address: "trending", name: "Trending" },
  { place: "add", address: "add", name: "Add papers" },
];
