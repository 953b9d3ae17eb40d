import type { Ordinal } from "../../domain/paper/paper.js";
import type { DuplicatePair, DuplicateStore } from "../../ports/duplicates/duplicate-store.js";

/** Papers connected by links, directly or through other papers. */
export interface DuplicateGroup {
  /** The lowest ordinal of the members. */
  readonly id: Ordinal;
  /** Ascending; at least two. */
  readonly members: readonly Ordinal[];
}

/** The store's links in memory, for fast look-ups. Until `load` resolves, no paper is in a group. */
export interface DuplicateGroups {
  /** Reads the store's links, at the first call only. */
  load(): Promise<void>;
  groupOf(ordinal: Ordinal): DuplicateGroup | undefined;
  /** Highest cosine among the links of a paper; undefined for a paper without a link. */
  readSimilarity(ordinal: Ordinal): number | undefined;
  /** By id. */
  listGroups(): readonly DuplicateGroup[];
  /** Repeats a `replaceLinks` of the store in memory. */
  replaceLinks(links: Parameters<DuplicateStore["replaceLinks"]>[0]): void;
}

export function createDuplicateGroups(duplicates: Pick<DuplicateStore, "readPairs">): DuplicateGroups {
  const links: Links = new Map();
  const groups = new Map<Ordinal, DuplicateGroup>();
  let listed: readonly DuplicateGroup[] | undefined;
  let loading: Promise<void> | undefined;
  const replaceLinks: DuplicateGroups["replaceLinks"] = ({ papers, pairs }) => {
    const changed = new Set<Ordinal>();
    // Groups that gain or lose a link are recomputed as a whole; all others stay unchanged.
    const touch = (ordinal: Ordinal) => {
      for (const member of groups.get(ordinal)?.members ?? [ordinal]) changed.add(member);
    };
    for (const ordinal of papers) {
      if (!links.has(ordinal)) continue;
      touch(ordinal);
      removeLinks(links, ordinal);
    }
    for (const pair of pairs) {
      touch(pair.ordinal);
      touch(pair.other);
      addLink(links, pair);
    }
    regroup({ links, groups, changed });
    listed = undefined;
  };
  return {
    load: () => (loading ??= duplicates.readPairs().then((pairs) => replaceLinks({ papers: [], pairs }))),
    groupOf: (ordinal) => groups.get(ordinal),
    readSimilarity(ordinal) {
      const linked = links.get(ordinal);
      return linked && Math.max(...linked.values());
    },
    listGroups: () => (listed ??= [...new Set(groups.values())].toSorted((one, other) => one.id - other.id)),
    replaceLinks,
  };
}

/** Every link is stored with both of its papers. */
type Links = Map<Ordinal, Map<Ordinal, number>>;

function removeLinks(links: Links, ordinal: Ordinal): void {
  for (const other of links.get(ordinal)?.keys() ?? []) {
    const back = links.get(other);
    back?.delete(ordinal);
    if (back?.size === 0) links.delete(other);
  }
  links.delete(ordinal);
}

function addLink(links: Links, { ordinal, other, similarity }: DuplicatePair): void {
  for (const [from, to] of [
    [ordinal, other],
    [other, ordinal],
  ] as const) {
    const linked = links.get(from);
    if (linked) linked.set(to, similarity);
    else links.set(from, new Map([[to, similarity]]));
  }
}

interface Regrouping {
  readonly links: Links;
  readonly groups: Map<Ordinal, DuplicateGroup>;
  /** The members of whole groups: no link leads out of this set. */
  readonly changed: ReadonlySet<Ordinal>;
}

function regroup({ links, groups, changed }: Regrouping): void {
  for (const ordinal of changed) groups.delete(ordinal);
  for (const ordinal of changed) {
    if (groups.has(ordinal) || !links.has(ordinal)) continue;
    const members = collectMembers(links, ordinal);
    const group = { id: members[0] ?? ordinal, members };
    for (const member of members) groups.set(member, group);
  }
}

function collectMembers(links: Links, start: Ordinal): Ordinal[] {
  const members = new Set([start]);
  // The iteration also visits members added during it.
  for (const member of members) for (const other of links.get(member)?.keys() ?? []) members.add(other);
  return [...members].toSorted((one, other) => one - other);
}
