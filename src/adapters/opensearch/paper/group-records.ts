import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import { listLookupNames } from "./name-keys.js";
import type { SliceView } from "./slice-view.js";

/**
 * For each record a number: records that may belong to one paper, or share a name, have the same one. What becomes of a
 * record depends on no record of another group.
 */
export function groupRecords(
  records: readonly CleanPaper[],
  { entries }: Pick<SliceView, "entries">,
): readonly number[] {
  const parents = records.map((_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root]!;
    parents[at] = root;
    return root;
  };
  const firstWith = new Map<string | number, number>();
  for (const [at, { paper }] of records.entries()) {
    const names = listLookupNames(paper).map(({ key }) => key);
    for (const trait of [...names, ...names.flatMap((key) => entries.get(key)?.ordinals ?? [])]) {
      const first = firstWith.get(trait);
      if (first === undefined) firstWith.set(trait, at);
      else parents[find(at)] = find(first);
    }
  }
  return records.map((_, at) => find(at));
}
