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
  /** Those that need an author like this one. */
  needingAuthor(name: string): readonly Placed[];
}

export interface LimitedWatches extends NeededWatches {
  add(placed: Placed): void;
  remove(placed: Placed): void;
}

const none: readonly Needing[] = [];

/** The watches that only limits decide, by what their papers need. */
export function createLimitedWatches(): LimitedWatches {
  const open = new Set<Placed>();
  const byTerm = new Map<string, Needing[]>();
  const byName = new Map<string, Needing[]>();
  return {
    open,
    needingTerm: (term) => (byTerm.get(term) ?? none).map(({ placed }) => placed),
    needingAuthor(author) {
      const initials = listInitials(author);
      const led = new Set<Placed>();
      for (const key of listNameKeys(author)) {
        for (const { placed, name } of byName.get(key) ?? none) if (mayBeNamed(name!, initials)) led.add(placed);
      }
      return [...led];
    },
    add(placed) {
      const keys = readKeys(placed);
      if (!keys) open.add(placed);
      for (const term of new Set(keys?.terms)) addTo(byTerm, term, { placed });
      for (const name of keys?.names ?? []) for (const key of new Set(name.keys)) addTo(byName, key, { placed, name });
    },
    remove(placed) {
      open.delete(placed);
      const keys = readKeys(placed);
      for (const term of keys?.terms ?? []) dropFrom(byTerm, term, placed);
      for (const key of keys?.names.flatMap((name) => name.keys) ?? []) dropFrom(byName, key, placed);
    },
  };
}

interface Needing {
  readonly placed: Placed;
  /** Of an author. */
  readonly name?: RequiredName;
}

function readKeys({ watch }: Placed): RequiredKeys | undefined {
  return watch.wanted ? undefined : findRequiredKeys(watch.limits);
}

function addTo(lists: Map<string, Needing[]>, key: string, needing: Needing): void {
  const list = lists.get(key);
  if (list) list.push(needing);
  else lists.set(key, [needing]);
}

function dropFrom(lists: Map<string, Needing[]>, key: string, placed: Placed): void {
  const left = (lists.get(key) ?? []).filter((other) => other.placed !== placed);
  if (left.length > 0) lists.set(key, left);
  else lists.delete(key);
}
