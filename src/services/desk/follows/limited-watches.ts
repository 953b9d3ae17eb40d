import {
  findRequiredKeys,
  listInitials,
  listNameKeys,
  mayBeNamed,
  type RequiredKeys,
  type RequiredName,
} from "../../../domain/follows/required-keys.js";
import type { Placed } from "./placed.js";

/** The watches without a ranking, found from what a paper has. */
export interface NeededWatches {
  /** Those for which no key is needed. */
  readonly open: ReadonlySet<Placed>;
  needingTerm(term: string): readonly Placed[];
  /** Those that need an author like this one; some more than once. */
  needingAuthor(name: string): readonly Placed[];
}

export interface LimitedWatches extends NeededWatches {
  add(placed: Placed): void;
  remove(placed: Placed): void;
}

/** The watches that only limits decide, by what their papers need. */
export function createLimitedWatches(): LimitedWatches {
  const open = new Set<Placed>();
  const byTerm = new Map<string, Placed[]>();
  const byName = new Map<string, NamedWatch[]>();
  return {
    open,
    needingTerm: (term) => byTerm.get(term) ?? [],
    needingAuthor(author) {
      const initials = listInitials(author);
      const sharing = listNameKeys(author).flatMap((key) => byName.get(key) ?? []);
      return sharing.filter(({ name }) => mayBeNamed(name, initials)).map(({ placed }) => placed);
    },
    add(placed) {
      const keys = readKeys(placed);
      if (!keys) open.add(placed);
      for (const term of new Set(keys?.terms)) addTo(byTerm, term, placed);
      for (const name of keys?.names ?? []) for (const key of new Set(name.keys)) addTo(byName, key, { placed, name });
    },
    remove(placed) {
      open.delete(placed);
      const keys = readKeys(placed);
      for (const term of keys?.terms ?? []) dropFrom(byTerm, term, (other) => other === placed);
      for (const key of keys?.names.flatMap((name) => name.keys) ?? [])
        dropFrom(byName, key, (other) => other.placed === placed);
    },
  };
}

interface NamedWatch {
  readonly placed: Placed;
  readonly name: RequiredName;
}

function readKeys({ watch }: Placed): RequiredKeys | undefined {
  return watch.wanted ? undefined : findRequiredKeys(watch.limits);
}

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function dropFrom<Item>(lists: Map<string, Item[]>, key: string, isDropped: (item: Item) => boolean): void {
  const left = (lists.get(key) ?? []).filter((item) => !isDropped(item));
  if (left.length > 0) lists.set(key, left);
  else lists.delete(key);
}
