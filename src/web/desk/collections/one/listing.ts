/** Which papers of a collection are listed, and in which order; also the parts of the address of the page. */
export interface Listing {
  readonly show: Show;
  readonly q: string;
  readonly tag: string;
  readonly sort: Sort;
}

export const shows = ["listed", "unread", "undecided", "include", "exclude"] as const;
export type Show = (typeof shows)[number];

export const showNames: Readonly<Record<Show, string>> = {
  listed: "All papers",
  unread: "Unread",
  undecided: "Undecided",
  include: "Included",
  exclude: "Not interested",
};

export const sorts = ["added", "title", "year", "rating", "decided"] as const;
export type Sort = (typeof sorts)[number];

export const sortNames: Readonly<Record<Sort, string>> = {
  added: "Last added",
  title: "Title",
  year: "Newest",
  rating: "Best rated",
  decided: "Last decided",
};

/** Ignores values that are none. */
export function readListing(values: URLSearchParams): Listing {
  return {
    show: shows.find((name) => name === values.get("show")) ?? "listed",
    q: (values.get("q") ?? "").trim(),
    tag: (values.get("tag") ?? "").trim(),
    sort: sorts.find((name) => name === values.get("sort")) ?? "added",
  };
}

/** The parts of the address; what is not chosen is absent. */
export function writeListing({ show, q, tag, sort }: Listing): Record<string, string> {
  return {
    ...(show !== "listed" && { show }),
    ...(q !== "" && { q }),
    ...(tag !== "" && { tag }),
    ...(sort !== "added" && { sort }),
  };
}

/** The parts of the address of an export of these papers; empty for all of them. */
export function askExport(listing: Listing): Record<string, string> {
  const { decision, unread, q } = askListing(listing);
  return {
    ...(decision && { decision }),
    ...(unread && { unread }),
    ...(listing.tag !== "" && { tag: listing.tag }),
    ...(q !== undefined && { q }),
  };
}

/** The same as the API asks for it. */
export function askListing({ show, q, tag, sort }: Listing) {
  const isDecision = show === "include" || show === "exclude" || show === "undecided";
  return {
    sort,
    ...(isDecision && { decision: show }),
    ...(show === "unread" && { unread: "true" as const }),
    ...(tag !== "" && { tag: [tag] }),
    ...(q !== "" && { q }),
  };
}
