import { type Filter, isOpenFilter, type NameWords, noNameWords } from "../../domain/search/filter.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";

export interface MatchFilterDeps {
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly scan: Pick<CorpusScan, "matchFilter">;
}

/** The papers that match a filter and words of names; `undefined` means all papers. */
export type MatchFilter = (filter: Filter, words?: NameWords) => Promise<OrdinalSet | undefined>;

/** Filters cached until the next change: about as many as one person selects among facets. */
const maxCached = 64;

export function createMatchFilter({ changes, scan }: MatchFilterDeps): MatchFilter {
  const cached = new Map<string, Promise<OrdinalSet>>();
  let cachedChange = -1;
  return async (filter, words = noNameWords) => {
    if (isOpenFilter(filter) && Object.values(words).flat().length === 0) return undefined;
    const lastChange = await changes.readLastChange();
    if (lastChange !== cachedChange || cached.size >= maxCached) cached.clear();
    cachedChange = lastChange;
    const key = JSON.stringify([filter, words]);
    const known = cached.get(key);
    if (known) return known;
    const match = scan.matchFilter(filter, words);
    cached.set(key, match);
    match.catch(() => cached.delete(key));
    return match;
  };
}
