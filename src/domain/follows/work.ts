import type { Ordinal } from "../paper/paper.js";
import type { FoundMatch } from "./watch.js";

/** A match of a work. */
export interface WorkMatch extends Omit<FoundMatch, "ordinal"> {
  readonly number: number;
  /** Absent once its paper was removed, and none of its versions matches. */
  readonly ordinal?: Ordinal | undefined;
  /** The id of a removed paper: should it come again, it is no news. */
  readonly gone?: string | undefined;
  /** In milliseconds since 1970, as all times here. */
  readonly at: number;
}

/** A row of an inbox: a paper with its versions and near-duplicates, and which follows of the reader they fit. */
export interface Work {
  readonly number: number;
  /** Of its papers the one that matched first; absent once all of them were removed. */
  readonly ordinal?: Ordinal | undefined;
  readonly gone?: string | undefined;
  readonly at: number;
  readonly isSeen: boolean;
  readonly dismissedAt?: number | undefined;
  /** By number. */
  readonly matches: readonly WorkMatch[];
}

/** A match that is there already only gets the new score. */
export function addMatch(work: Work, found: FoundMatch, added: { readonly number: number; readonly at: number }): Work {
  const known = findMatch(work, found);
  if (!known) return { ...work, matches: [...work.matches, { ...found, ...added }] };
  const { number, at } = known;
  return { ...work, matches: work.matches.map((match) => (match === known ? { ...found, number, at } : match)) };
}

export function findMatch({ matches }: Work, { follow, ordinal }: FoundMatch): WorkMatch | undefined {
  return matches.find((match) => match.follow === follow && match.ordinal === ordinal);
}

/** Near-duplicates share the older row. What the reader dismissed stays dismissed. */
export function joinWorks(work: Work, other: Work): Work {
  return {
    ...work,
    ordinal: work.ordinal ?? other.ordinal,
    dismissedAt: work.dismissedAt ?? other.dismissedAt,
    matches: [...work.matches, ...other.matches].toSorted((one, next) => one.number - next.number),
  };
}

interface NamedPaper {
  readonly id: string;
  readonly ordinal: Ordinal;
}

/** What a removed paper leaves goes to its next version; else it waits for the paper to come again. */
export function removeFromWork(work: Work, { id, ordinal }: NamedPaper): Work {
  const taken = new Set<WorkMatch>();
  const moved = work.matches.map((match) => {
    if (match.ordinal !== ordinal) return match;
    const next = work.matches.find(
      (other) => other.follow === match.follow && other.ordinal !== undefined && other.ordinal !== ordinal,
    );
    if (next) taken.add(next);
    return next ? { ...match, ordinal: next.ordinal } : { ...match, ordinal: undefined, gone: id };
  });
  const matches = moved.filter((_, at) => !taken.has(work.matches[at]!));
  if (work.ordinal !== ordinal) return { ...work, matches };
  const next = matches.find((match) => match.ordinal !== undefined)?.ordinal;
  return { ...work, matches, ordinal: next, gone: next === undefined ? id : undefined };
}

/** A paper that had been removed takes its places again. */
export function returnToWork(work: Work, { id, ordinal }: NamedPaper): Work {
  const matches = work.matches.map((match) => (match.gone === id ? { ...match, ordinal, gone: undefined } : match));
  const isBack = work.gone === id || matches.some((match, at) => match !== work.matches[at]);
  if (!isBack) return work;
  return { ...work, matches, ordinal: work.ordinal ?? ordinal, gone: undefined };
}

/** Without the matches of a follow, or only those up to a number. */
export function dropMatches(work: Work, follow: number, upTo = Infinity): Work {
  return { ...work, matches: work.matches.filter((match) => match.follow !== follow || match.number > upTo) };
}

/** A work that fits nothing any more is kept only if it was dismissed. */
export function isKept({ matches, dismissedAt }: Work): boolean {
  return matches.length > 0 || dismissedAt !== undefined;
}

/** All papers by which a work is found. */
export function listWorkPapers({ ordinal, matches }: Work): ReadonlySet<Ordinal> {
  const all = [ordinal, ...matches.map((match) => match.ordinal)];
  return new Set(all.filter((each) => each !== undefined));
}

/** The follows that a work fits with a paper that is there. */
export function listFitting({ matches }: Work): ReadonlySet<number> {
  return new Set(matches.flatMap(({ follow, ordinal }) => (ordinal === undefined ? [] : [follow])));
}

/** The number of the first match of each follow, with removed papers. */
export function listFirstNumbers({ matches }: Work): ReadonlyMap<number, number> {
  return new Map(matches.toReversed().map(({ follow, number }) => [follow, number]));
}

/**
 * What is to be delivered of a work: its first match for each follow, or for all follows that are asked for. Matches of
 * removed papers count, so that what was delivered once is not delivered as another version.
 */
export function listDeliverable(
  { matches, dismissedAt }: Work,
  each: "match" | "work",
  asked?: ReadonlySet<number>,
): readonly WorkMatch[] {
  if (dismissedAt !== undefined) return [];
  const known = new Set<number>();
  const first = matches.filter(({ follow }) => {
    if ((asked && !asked.has(follow)) || known.has(follow) || (each === "work" && known.size > 0)) return false;
    known.add(follow);
    return true;
  });
  return first.filter(({ ordinal }) => ordinal !== undefined);
}
