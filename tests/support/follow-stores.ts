import type { FollowChanges } from "../../src/ports/desk/follow-changes.js";
import type { AddedFollow, FollowStore, StoredFollow } from "../../src/ports/desk/follow-store.js";
import type { Dismissals } from "../../src/ports/desk/dismissals.js";
import type { MatchStore, StoredMatch } from "../../src/ports/desk/match-store.js";
import type { FoundMatch } from "../../src/domain/follows/watch.js";
import { findOrdinal, keepPapers, type StoreUnderTest } from "./store-under-test.js";

/** Empty stores of follows and their matches, over the papers that they are about. */
export interface FollowStores {
  readonly store: StoreUnderTest;
  readonly follows: FollowStore;
  readonly followChanges: FollowChanges;
  readonly matches: MatchStore;
  readonly dismissals: Dismissals;
}

export type CreateFollowStores = () => Promise<FollowStores>;

export function makeFollow(changes: Partial<AddedFollow> = {}): AddedFollow {
  const spec = { kind: "question" as const, query: "bees" };
  return { reader: "ada", spec, name: "bees", read: { limits: { filter: {} } }, ...changes };
}

/** Stores a paper for each id; returns their ordinals. */
export async function keepNew({ store }: FollowStores, ids: readonly string[]): Promise<number[]> {
  await keepPapers(
    store,
    ids.map((id) => ({ id, title: `Paper ${id}` })),
  );
  return Promise.all(ids.map((id) => findOrdinal(store, id)));
}

export function makeMatch(follow: StoredFollow, ordinal: number, changes: Partial<FoundMatch> = {}): FoundMatch {
  return { follow: follow.number, ordinal, score: 0.5, matchedBy: "both", ...changes };
}

/** Records matches outside the log. */
export function recordFound({ matches }: FollowStores, found: readonly FoundMatch[]): Promise<void> {
  return matches.recordStep({ found, groups: [] });
}

/** The ids of the papers in an inbox, the newest first; new ones with a star. */
export async function listInbox({ store, matches }: FollowStores, reader = "ada", follow?: number): Promise<string[]> {
  const { rows } = await matches.listInbox({ reader, follow, onlyNew: false, limit: 1_000 });
  const papers = await store.papers.readPapers(rows.map(({ ordinal }) => ordinal));
  return rows.map(({ ordinal, isNew }) => `${papers.get(ordinal)?.id}${isNew ? "*" : ""}`);
}

/** All matches that an inbox shows. */
export async function listMatches({ matches }: FollowStores, reader = "ada"): Promise<readonly StoredMatch[]> {
  const { rows } = await matches.listInbox({ reader, onlyNew: false, limit: 1_000 });
  return matches.listMatches(rows.map(({ number }) => number));
}

/** What is to be delivered: the name of the follow and the paper. */
export async function listDelivered({ matches }: FollowStores, query: object): Promise<[string, number][]> {
  const found = await matches.listFound({ reader: "ada", each: "match", order: "oldest", limit: 100, ...query });
  return found.map(({ follow, ordinal }) => [follow.name, ordinal]);
}
