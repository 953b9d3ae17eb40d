import type { Ordinal } from "../../domain/paper/paper.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";

/**
 * Keeps only the first of each group of near-duplicates, and adds the others to it, also those that are not in the
 * list.
 */
export function foldDuplicates<Listed extends { readonly ordinal: Ordinal }>(
  listed: readonly Listed[],
  groups: Pick<DuplicateGroups, "groupOf">,
): (Listed & { readonly folded?: readonly Ordinal[] })[] {
  const seen = new Set<Ordinal>();
  return listed.flatMap((paper) => {
    const group = groups.groupOf(paper.ordinal);
    if (!group) return [paper];
    if (seen.has(group.id)) return [];
    seen.add(group.id);
    return [{ ...paper, folded: group.members.filter((member) => member !== paper.ordinal) }];
  });
}
