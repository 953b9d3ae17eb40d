import type { Entry } from "../../../domain/collections/entry.js";
import type { EntriesAnswer, ListEntriesQuery } from "../../../domain/collections/entry-requests.js";
import { createEntryFilter, type EntryFilter } from "../../../domain/collections/list-entries.js";
import {
  comparePlaces,
  type EntryPlace,
  placeEntry,
  readEntryCursor,
  writeEntryCursor,
} from "../../../domain/collections/place-entry.js";
import { createUnknownCollectionError } from "../../../domain/collections/unknown-collection.js";
import type { CollectionName, CollectionStore } from "../../../ports/desk/collection-store.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import { type FindPaper, showEntries } from "./find-papers.js";

export interface ListEntriesDeps {
  readonly collections: Pick<CollectionStore, "readCollection">;
  readonly entries: Pick<EntryStore, "scanEntries" | "readEntries">;
  readonly papers: FindPaper;
}

/** One page of a collection with its papers. Yields to other requests after each slice of a large collection. */
export async function listEntries(
  deps: ListEntriesDeps,
  collection: CollectionName,
  query: ListEntriesQuery,
): Promise<EntriesAnswer> {
  const known = await deps.collections.readCollection(collection);
  if (!known) throw createUnknownCollectionError(collection.id);
  const after = query.cursor === undefined ? undefined : readEntryCursor(query.sort, query.cursor);
  const isPlain = query.sort === "added" && isOpenFilter(query);
  const { found, total } = await gather(deps, collection, { query, after, stopsEarly: isPlain });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const entries = await deps.entries.readEntries(
    collection,
    page.map(([, id]) => id),
  );
  return {
    entries: await showEntries(deps.papers, entries),
    total: isPlain ? known.papers : total,
    ...(found.length > query.limit && last && { cursor: writeEntryCursor(query.sort, last) }),
  };
}

function isOpenFilter({ decision, unread, tag, q }: EntryFilter): boolean {
  return decision === undefined && unread === "false" && tag.length === 0 && q.trim() === "";
}

interface Gathering {
  readonly query: ListEntriesQuery;
  readonly after: EntryPlace | undefined;
  /** Whether the entries come in the wanted order, and need not be counted. */
  readonly stopsEarly: boolean;
}

/** More than one page; sorting them takes some milliseconds. */
const maxGathered = 1_000;

async function gather(
  { entries }: ListEntriesDeps,
  collection: CollectionName,
  { query, after, stopsEarly }: Gathering,
) {
  const isWanted = createEntryFilter(query);
  const found: EntryPlace[] = [];
  let total = 0;
  for await (const slice of entries.scanEntries(collection)) {
    for (const entry of slice) {
      if (!isWanted(entry)) continue;
      total += 1;
      const place = placeEntry(entry, query.sort);
      if (!after || comparePlaces(place, after) > 0) found.push(place);
    }
    if (stopsEarly && found.length > query.limit) break;
    // One sort of all of them at the end would hold up other requests.
    if (found.length > maxGathered) found.sort(comparePlaces).splice(query.limit + 1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { found: found.sort(comparePlaces), total };
}

/** All entries that pass a filter, the last added first, in slices. */
export async function* filterEntries(
  { entries }: Pick<ListEntriesDeps, "entries">,
  collection: CollectionName,
  isWanted: (entry: Entry) => boolean,
): AsyncGenerator<readonly Entry[]> {
  for await (const slice of entries.scanEntries(collection)) {
    yield slice.filter(isWanted);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
