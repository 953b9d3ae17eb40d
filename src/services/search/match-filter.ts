import {
  type FieldFilter,
  type Filter,
  isOpenFilter,
  type NameWords,
  noNameWords,
  splitFilter,
} from "../../domain/search/filter.js";
import { intersectSets, type OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { ManageMap } from "../map/manage-map.js";

export interface MatchFilterDeps {
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly scan: Pick<CorpusScan, "matchFilter">;
  readonly matchOnMap: ManageMap["matchOnMap"];
}

/** The papers that match a filter and words of names; `undefined` means all papers. */
export type MatchFilter = (filter: Filter, words?: NameWords) => Promise<OrdinalSet | undefined>;

/** All papers that match a filter. */
export async function listMatching(
  { matchFilter, scan }: Pick<MatchFilterDeps, "scan"> & { readonly matchFilter: MatchFilter },
  filter: Filter,
): Promise<OrdinalSet> {
  return (await matchFilter(filter)) ?? (await scan.matchFilter({}, noNameWords));
}

/** Filters cached until the next change: about as many as one person selects among facets. */
const maxCached = 64;

export function createMatchFilter({ changes, scan, matchOnMap }: MatchFilterDeps): MatchFilter {
  const cached = new Map<string, Promise<OrdinalSet>>();
  let cachedChange = -1;
  const matchFields = async (filter: FieldFilter, words: NameWords): Promise<OrdinalSet> => {
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
  return async (filter, words = noNameWords) => {
    if (isOpenFilter(filter) && Object.values(words).flat().length === 0) return undefined;
    const { fields, onMap } = splitFilter(filter);
    if (!onMap) return matchFields(fields, words);
    // The map may still have papers that were removed; the fields of papers have none.
    const [onIt, matching] = await Promise.all([matchOnMap(onMap), matchFields(fields, words)]);
    return intersectSets(matching, onIt);
  };
}
