import type { Ordinal } from "../../domain/paper/paper.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import { listAllOf, type ListedPapers } from "./listed-papers.js";

/** How well each of some papers matches: higher is better. */
export type Appraise = (ordinals: readonly Ordinal[]) => Promise<ReadonlyMap<Ordinal, number>>;

type Groups = Pick<DuplicateGroups, "groupOf" | "listGroups">;

export interface ChosenPapers extends ListedPapers {
  /** All papers of the groups that have a paper in the set, in the set or not. */
  readonly versions: readonly Ordinal[];
}

/**
 * Leaves one paper of each group of near-duplicates: the best match, or else the first imported. It stands for its work
 * in the list, in counts and in filters, so that all three agree.
 */
export async function chooseVersions(papers: PaperSet, groups: Groups, appraise: Appraise): Promise<ChosenPapers> {
  const listed = groups.listGroups();
  const held = await papers.pick(listed.flatMap(({ members }) => members));
  const versions: Ordinal[] = [];
  let surplus = 0;
  for (const { members } of listed) {
    const count = members.reduce((sum, member) => sum + (held.has(member) ? 1 : 0), 0);
    if (count > 0) versions.push(...members);
    surplus += Math.max(0, count - 1);
  }
  if (surplus === 0) return { ...listAllOf(papers), versions };
  return { ...createChoice({ papers, groups, appraise, held, surplus }), versions };
}

interface Choice {
  readonly papers: PaperSet;
  readonly groups: Groups;
  readonly appraise: Appraise;
  /** Those of the set that are in a group. */
  readonly held: ReadonlySet<Ordinal>;
  readonly surplus: number;
}

/** Counting needs no choice, and a page needs that of a few groups: the versions of all papers of a word are thousands. */
function createChoice({ papers, groups, appraise, held, surplus }: Choice): ListedPapers {
  const chosen = new Map<Ordinal, Ordinal>();
  let all: Promise<PaperSet> | undefined;

  /** Of each group the best of its papers that are in the set. */
  const choose = async (ids: readonly Ordinal[]) => {
    const rivals = ids.map((id) => groups.groupOf(id)?.members.filter((member) => held.has(member)) ?? []);
    const worths = await appraise(rivals.flat());
    const worthOf = (ordinal: Ordinal) => worths.get(ordinal) ?? 0;
    for (const [at, members] of rivals.entries()) {
      if (members.length === 0) continue;
      chosen.set(
        ids[at]!,
        members.reduce((one, other) => (worthOf(other) > worthOf(one) ? other : one)),
      );
    }
  };
  const chooseAll = async () => {
    const open = groups.listGroups().flatMap(({ id, members }) => {
      return !chosen.has(id) && members.some((member) => held.has(member)) ? [id] : [];
    });
    await choose(open);
    const best = new Set(chosen.values());
    return papers.remove([...held].filter((ordinal) => !best.has(ordinal)));
  };
  return {
    count: async () => (await papers.count()) - surplus,
    async pick(ordinals) {
      const asked = [...ordinals];
      const picked = await papers.pick(asked);
      const open = new Set<Ordinal>();
      for (const ordinal of picked) {
        const id = held.has(ordinal) ? groups.groupOf(ordinal)?.id : undefined;
        if (id !== undefined && !chosen.has(id)) open.add(id);
      }
      if (open.size > 0) await choose([...open]);
      const isChosen = (ordinal: Ordinal) => {
        const id = held.has(ordinal) ? groups.groupOf(ordinal)?.id : undefined;
        return id === undefined || chosen.get(id) === ordinal;
      };
      return new Set([...picked].filter(isChosen));
    },
    readAll: () => (all ??= chooseAll()),
  };
}
