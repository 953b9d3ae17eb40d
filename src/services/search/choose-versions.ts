import { collectOrdinals, type OrdinalSet, subtractSets } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";

/** How well each of some papers matches: higher is better. */
export type Appraise = (ordinals: readonly Ordinal[]) => ReadonlyMap<Ordinal, number>;

/**
 * Leaves one paper of each group of near-duplicates: the best match, or else the first imported. It stands for its work
 * in the list, in counts and in filters, so that all three agree.
 */
export function chooseVersions(
  papers: OrdinalSet,
  groups: Pick<DuplicateGroups, "listGroups">,
  appraise: Appraise,
): OrdinalSet {
  if (papers.size < 2) return papers;
  const rivals = groups
    .listGroups()
    .filter(({ members }) => hasSeveral(papers, members))
    .map(({ members }) => members.filter((member) => papers.has(member)));
  if (rivals.length === 0) return papers;
  const worths = appraise(rivals.flat());
  const worthOf = (ordinal: Ordinal) => worths.get(ordinal) ?? 0;
  const left = rivals.flatMap((members) => {
    const best = members.reduce((one, other) => (worthOf(other) > worthOf(one) ? other : one));
    return members.filter((member) => member !== best);
  });
  return subtractSets(papers, collectOrdinals(left));
}

/** There are thousands of groups, and most have no paper in the set. */
function hasSeveral(papers: OrdinalSet, members: readonly Ordinal[]): boolean {
  let count = 0;
  for (const member of members) if (papers.has(member)) count += 1;
  return count > 1;
}
