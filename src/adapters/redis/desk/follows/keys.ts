import type { Ordinal } from "../../../../domain/paper/paper.js";

export type FollowKeys = ReturnType<typeof createFollowKeys>;

/**
 * Where what is followed and what matched is kept. The works of an inbox are in chunks, in the order in which they came,
 * with all that is known about them: a chunk takes a tenth of the memory of as many hashes. The rest says which
 * chunks to read.
 */
export function createFollowKeys(prefix: string) {
  const root = `${prefix}:desk:follows`;
  const inbox = (number: number) => `${root}:inbox:${number}`;
  return {
    /** Sorted set of the numbers of all follows, and of the sources among them. */
    all: `${root}:all`,
    sources: `${root}:sources`,
    /** Sorted set of the numbers of all follows by their last change. */
    changed: `${root}:changed`,
    /** Hash: the last number given out to follows (`follow`), their changes (`change`), matches (`match`) and inboxes (`inbox`). */
    numbers: `${root}:numbers`,
    /** Hash: how far each kind of change has been matched. */
    matched: `${root}:matched`,
    /** Hash: the number of the inbox of each reader. */
    inboxes: `${root}:inboxes`,
    /** Hash: id and ordinal of papers that are being removed. */
    removing: `${root}:removing`,
    /** Hash of a follow with counts of its works. */
    follow: (number: number) => `${root}:follow:${number}`,
    /** Sorted set: the works of a follow by the number of their first match. */
    found: (follow: number) => `${root}:found:${follow}`,
    /** Hash: the work to which a paper belongs, by inbox. */
    places: (ordinal: Ordinal) => `${root}:at:${ordinal}`,
    /** Set of the rows that wait for a removed paper to come again. */
    gone: (id: string) => `${root}:gone:${id}`,
    /** Hash: the last work of an inbox (`last`), and counts of its works. */
    inbox,
    /** Hash: number by id of the follows of an inbox. */
    ids: (number: number) => `${inbox(number)}:ids`,
    chunk: (number: number, chunk: number) => `${inbox(number)}:works:${chunk}`,
    /** Sorted set of chunks. */
    index: (number: number, name: ChunkIndex) => `${inbox(number)}:${name}`,
    /** The version of all that one reader changes, of changes of follows, and of recording matches. */
    inboxVersion: (number: number) => `${inbox(number)}:version`,
    changeVersion: `${root}:changed-version`,
    recordVersion: `${root}:version`,
  };
}

/**
 * `shown`, `new` and `out` have the chunks with such works by their place; `first` and `last` all chunks by the number of
 * their first and last match.
 */
export type ChunkIndex = "shown" | "new" | "out" | "first" | "last";
