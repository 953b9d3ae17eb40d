import { nothingShown, rememberedPapers, type ShownPapers } from "../../domain/paging/cursor.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import type { Listing } from "./list-papers.js";
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
  const before = shown.forgotten + shown.remembered.size + offset;
  for (let count = before + limit + 1; ; count += limit + spare) {
    const listed = await listing.list(count);
    const start = offset + findStart(listed, shown);
    const rest = listed
      .slice(start)
      .filter(({ ordinal }) => !listVersions(ordinal).some((version) => shown.remembered.has(version)));
    const isWhole = listed.length < count;
    if (rest.length <= limit && !isWhole) continue;
    const page = rest.slice(0, limit);
    if (rest.length <= limit) return { listed: page };
    const skipped = listed.slice(0, offset).map(({ ordinal }) => ordinal);
    return { listed: page, next: remember(shown, [...skipped, ...page.map(({ ordinal }) => ordinal)], listed) };
  }
}

/** The place after the edge; if the edge was removed, after as many papers as are forgotten. */
function findStart(listed: readonly ListedPaper[], { forgotten, edge }: ShownPapers): number {
  if (forgotten === 0) return 0;
  const place = listed.findIndex(({ ordinal }) => ordinal === edge);
  return place < 0 ? forgotten : place + 1;
}

function remember(shown: ShownPapers, page: readonly Ordinal[], listed: readonly ListedPaper[]): ShownPapers {
  const remembered = new Set([...shown.remembered, ...page]);
  if (remembered.size <= rememberedPapers) return { ...shown, remembered };
  const inOrder = listed.map(({ ordinal }) => ordinal).filter((ordinal) => remembered.has(ordinal));
  const kept = inOrder.slice(-rememberedPapers);
  const forgotten = shown.forgotten + remembered.size - kept.length;
  return { remembered: new Set(kept), forgotten, edge: kept[Math.floor(kept.length / 2)] };
}
