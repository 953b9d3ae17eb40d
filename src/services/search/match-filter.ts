import { type Filter, isOpenFilter, type NameWords, noNameWords } from "../../domain/search/filter.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";

export interface MatchFilterDeps {
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly scan: Pick<CorpusScan, "matchFilter">;
}

/** The papers that a filter and words of names let through; `undefined` lets all through. */
export type MatchFilter = (filter: Filter, words?: NameWords) => Promise<OrdinalSet | undefined>;

/** How many filters are remembered while nothing changes: those of one person clicking through facets. */
const mostRemembered = 64;

export function createMatchFilter({ changes, scan }: MatchFilterDeps): MatchFilter {
  const remembered = new Map<string, Promise<OrdinalSet>>();
  let rememberedChange = -1;
  return async (filter, words = noNameWords) => {
    if (isOpenFilter(filter) && Object.values(words).flat().length === 0) return undefined;
    const lastChange = await changes.readLastChange();
    if (lastChange !== rememberedChange || remembered.size >= mostRemembered) remembered.clear();
    rememberedChange = lastChange;
    const key = JSON.stringify([filter, words]);
    const known = remembered.get(key);
    if (known) return known;
    const match = scan.matchFilter(filter, words);
    remembered.set(key, match);
    match.catch(() => remembered.delete(key));
    return match;
  };
}
