import { type Filter, isOpenFilter } from "../domain/filter.js";
import type { OrdinalSet } from "../domain/ordinal-set.js";
import type { ChangeLog } from "../ports/change-log.js";
import type { CorpusScan } from "../ports/corpus-scan.js";

export interface MatchFilterDeps {
  readonly changes: ChangeLog;
  readonly scan: CorpusScan;
}

/** The papers a filter lets through; `undefined` lets all through. */
export type MatchFilter = (filter: Filter) => Promise<OrdinalSet | undefined>;

/** How many filters are remembered while nothing changes: those of one person clicking through facets. */
const mostRemembered = 64;

export function createMatchFilter({ changes, scan }: MatchFilterDeps): MatchFilter {
  const remembered = new Map<string, Promise<OrdinalSet>>();
  let rememberedChange = -1;
  return async (filter) => {
    if (isOpenFilter(filter)) return undefined;
    const lastChange = await changes.readLastChange();
    if (lastChange !== rememberedChange || remembered.size >= mostRemembered) remembered.clear();
    rememberedChange = lastChange;
    const key = JSON.stringify(filter);
    const known = remembered.get(key);
    if (known) return known;
    const match = scan.matchFilter(filter);
    remembered.set(key, match);
    match.catch(() => remembered.delete(key));
    return match;
  };
}
