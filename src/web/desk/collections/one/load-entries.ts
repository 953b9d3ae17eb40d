import type { ShownEntry } from "../../../../domain/collections/entry.js";
import type { Asking } from "../../../search/load-view.js";
import { askListing, type Listing } from "./listing.js";

/** Entries that are listed at first, and added with each press. */
const pageLength = 50;

/** The API's limit for a page. */
const maxPage = 100;

export interface EntryPage {
  readonly entries: readonly ShownEntry[];
  readonly total: number;
  /** Of the next page; absent on the last one. */
  readonly cursor?: string | undefined;
}

/** A collection, and which of its entries are wanted. */
export interface Wanted {
  readonly id: string;
  readonly listing: Listing;
  readonly cursor?: string | undefined;
  readonly limit?: number;
}

export function loadEntryPage(
  { id, listing, cursor, limit = pageLength }: Wanted,
  { call, signal }: Required<Asking>,
): Promise<EntryPage> {
  const query = { ...askListing(listing), limit, ...(cursor !== undefined && { cursor }) };
  return call("GET /v1/collections/{id}/papers", { params: { id }, query, signal });
}

/** From the first entry, at least as many as wanted, if there are so many. */
export async function loadEntries(wanted: Wanted, count: number, asking: Required<Asking>): Promise<EntryPage> {
  let page = await loadEntryPage({ ...wanted, limit: Math.min(maxPage, Math.max(pageLength, count)) }, asking);
  while (page.cursor !== undefined && page.entries.length < count) {
    const next = await loadEntryPage({ ...wanted, cursor: page.cursor, limit: maxPage }, asking);
    page = { ...next, entries: [...page.entries, ...next.entries] };
  }
  return page;
}
