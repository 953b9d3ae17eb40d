import { nothingShown, rememberedPapers, type ShownPapers } from "../../domain/paging/cursor.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import type { Listing } from "./list-papers.js";
import type { PaperList } from "./paper-list.js";
import type { ListedPaper } from "./read-hits.js";

export interface Page {
  readonly listed: readonly ListedPaper[];
  /** What was shown up to the end of this page, if more follows. */
  readonly next?: ShownPapers;
}

export interface Cutting {
  readonly offset: number;
  readonly limit: number;
  /** What was shown on the pages before, for a request with a cursor. */
  readonly shown: ShownPapers | undefined;
  readonly groups: Pick<DuplicateGroups, "groupOf">;
}

/** So many more papers than needed are listed, in case some were shown before under another place. */
const spare = 50;

/** One page of a listing. The order does not depend on the size of the page, nor on how one came to it. */
export async function cutPage(listing: Listing, cutting: Cutting): Promise<Page> {
  const { offset, limit, shown = nothingShown, groups } = cutting;
  const listVersions = (ordinal: Ordinal) => (listing.folds && groups.groupOf(ordinal)?.members) || [ordinal];
  const isShown = (ordinal: Ordinal) => listVersions(ordinal).some((version) => shown.remembered.has(version));
  const before = shown.forgotten + shown.remembered.size + offset;
  for (let count = before + limit + 1; ; count += limit + spare) {
    const list = await listing.list(count);
    const { ordinals } = list;
    const isWhole = ordinals.length < count;
    const start = offset + findStart(ordinals, shown);
    // One more than is shown tells whether more follows.
    const places: number[] = [];
    for (let place = start; place < ordinals.length && places.length <= limit; place += 1) {
      if (!isShown(ordinals[place]!)) places.push(place);
    }
    if (places.length <= limit && !isWhole) continue;
    const listed = await readPlaces(list, places.slice(0, limit));
    if (places.length <= limit) return { listed };
    const page = listed.map(({ ordinal }) => ordinal);
    return { listed, next: remember(shown, [...ordinals.subarray(0, offset), ...page], ordinals) };
  }
}

/** Most of the places follow each other: they are read at once. */
async function readPlaces(list: PaperList, places: readonly number[]): Promise<ListedPaper[]> {
  const [first = 0, last = -1] = [places[0], places.at(-1)];
  const wanted = new Set(places);
  return (await list.read(first, last + 1)).filter((_, at) => wanted.has(first + at));
}

/** The place after the edge; if the edge was removed, after as many papers as are forgotten. */
function findStart(ordinals: Int32Array, { forgotten, edge }: ShownPapers): number {
  if (forgotten === 0) return 0;
  const place = edge === undefined ? -1 : ordinals.indexOf(edge);
  return place < 0 ? forgotten : place + 1;
}

function remember(shown: ShownPapers, page: readonly Ordinal[], ordinals: Int32Array): ShownPapers {
  const remembered = new Set([...shown.remembered, ...page]);
  if (remembered.size <= rememberedPapers) return { ...shown, remembered };
  const inOrder = ordinals.filter((ordinal) => remembered.has(ordinal));
  const kept = [...inOrder.subarray(-rememberedPapers)];
  const forgotten = shown.forgotten + remembered.size - kept.length;
  return { remembered: new Set(kept), forgotten, edge: kept[Math.floor(kept.length / 2)] };
}
