import { type Filter, isOpenFilter, type NameWords, noNameWords, splitFilter } from "../../domain/search/filter.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { ManageMap } from "../map/manage-map.js";

export interface MatchFilterDeps {
  readonly scan: Pick<CorpusScan, "matchFilter">;
  readonly matchOnMap: ManageMap["matchOnMap"];
}

/** The papers that match a filter and words of names; `undefined` means all papers. */
export type MatchFilter = (filter: Filter, words?: NameWords) => Promise<PaperSet | undefined>;

/** All papers that match a filter. */
export async function listMatching(
  { matchFilter, scan }: Pick<MatchFilterDeps, "scan"> & { readonly matchFilter: MatchFilter },
  filter: Filter,
): Promise<PaperSet> {
  return (await matchFilter(filter)) ?? (await scan.matchFilter({}, noNameWords));
}

export function createMatchFilter({ scan, matchOnMap }: MatchFilterDeps): MatchFilter {
  return async (filter, words = noNameWords) => {
    if (isOpenFilter(filter) && Object.values(words).flat().length === 0) return undefined;
    const { fields, onMap } = splitFilter(filter);
    if (!onMap) return scan.matchFilter(fields, words);
    // The map may still have papers that were removed; the fields of papers have none.
    const [onIt, matching] = await Promise.all([matchOnMap(onMap), scan.matchFilter(fields, words)]);
    return matching.intersect(onIt);
  };
}
