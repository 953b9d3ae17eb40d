import { collectOrdinals, type OrdinalBits, type OrdinalSet, subtractSets } from "../../domain/search/ordinal-set.js";
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
  groups: Pick<DuplicateGroups, "groupOf" | "listGroups">,
  appraise: Appraise,
): OrdinalSet {
  let surplus = 0;
  for (const { members } of groups.listGroups()) surplus += Math.max(0, countHeld(papers, members) - 1);
  return surplus === 0 ? papers : new ChosenVersions(papers.size - surplus, { papers, groups, appraise });
}

/** There are thousands of groups, and most have no paper in the set. */
function countHeld(papers: OrdinalSet, members: readonly Ordinal[]): number {
  let count = 0;
  for (const member of members) if (papers.has(member)) count += 1;
  return count;
}

interface Choice {
  readonly papers: OrdinalSet;
  readonly groups: Pick<DuplicateGroups, "groupOf" | "listGroups">;
  readonly appraise: Appraise;
}

/** Counting needs no choice, and a page needs that of a few groups: the versions of all papers of a word are thousands. */
class ChosenVersions implements OrdinalSet {
  readonly size: number;
  private readonly choice: Choice;
  private readonly chosen = new Map<Ordinal, Ordinal>();
  private all: OrdinalSet | undefined;

  constructor(size: number, choice: Choice) {
    this.size = size;
    this.choice = choice;
  }

  has(ordinal: Ordinal): boolean {
    const { papers, groups } = this.choice;
    if (this.all) return this.all.has(ordinal);
    if (!papers.has(ordinal)) return false;
    const group = groups.groupOf(ordinal);
    if (!group) return true;
    let best = this.chosen.get(group.id);
    if (best === undefined) this.chosen.set(group.id, (best = this.pickBest([group.members])[0]!));
    return best === ordinal;
  }

  get bits(): OrdinalBits {
    return this.chooseAll().bits;
  }

  values(): Iterable<Ordinal> {
    return this.chooseAll().values();
  }

  private chooseAll(): OrdinalSet {
    if (this.all) return this.all;
    const { papers, groups } = this.choice;
    const rivals = groups.listGroups().filter(({ members }) => countHeld(papers, members) > 1);
    const best = new Set(this.pickBest(rivals.map(({ members }) => members)));
    const left = rivals.flatMap(({ members }) => members.filter((member) => !best.has(member)));
    return (this.all = subtractSets(papers, collectOrdinals(left)));
  }

  /** Of each group the best of its papers that are in the set. */
  private pickBest(groups: readonly (readonly Ordinal[])[]): Ordinal[] {
    const { papers, appraise } = this.choice;
    const held = groups.map((members) => members.filter((member) => papers.has(member)));
    const worths = appraise(held.flat());
    const worthOf = (ordinal: Ordinal) => worths.get(ordinal) ?? 0;
    return held.map((members) => members.reduce((one, other) => (worthOf(other) > worthOf(one) ? other : one)));
  }
}
