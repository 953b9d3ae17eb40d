import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { ChangedFollows, FollowChanges } from "../../../ports/desk/follow-changes.js";
import type { FollowStore, StoredFollow } from "../../../ports/desk/follow-store.js";
import type { MatchStore } from "../../../ports/desk/match-store.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import { createGiveWay } from "./give-way.js";
import type { PaperMatcher } from "./match-papers.js";
import type { PrepareWatch } from "./prepare-watch.js";

export interface HeldFollowsDeps {
  readonly follows: Pick<FollowStore, "changeFollow">;
  readonly followChanges: FollowChanges;
  readonly collections: Pick<CollectionStore, "readCollection">;
  readonly matchStore: Pick<MatchStore, "recordStep">;
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly matcher: Pick<PaperMatcher, "put" | "remove">;
  readonly prepareWatch: PrepareWatch;
  readonly fingerprint: string;
}

/** What this process holds of the follows that all processes share. No two of these calls may run at once. */
export interface HeldFollows {
  /**
   * Takes up all follows, which takes long where there are many, unless they are held; nothing where a follow has a vector
   * of another model: the first one to have the turn makes new ones.
   */
  prepare(): Promise<void>;
  /**
   * In the turn: takes up what was added or changed, and drops what was removed. Costs little where nothing was. Asks once a
   * second which followed collections have changed.
   */
  refresh(): Promise<void>;
  /** Takes up again the follows of collections that have changed. */
  refreshCollections(): Promise<void>;
}

const askCollectionsMs = 1_000;

export function createHeldFollows(deps: HeldFollowsDeps): HeldFollows {
  const { followChanges, matcher, fingerprint } = deps;
  const collections = createCollectionWatch(deps);
  let held: Pick<ChangedFollows, "version" | "numbers"> | undefined;
  let askedAt = -Infinity;
  const hasOtherVectors = ({ changed }: ChangedFollows) =>
    changed.some(({ vector }) => vector !== undefined && vector.fingerprint !== fingerprint);
  const takeUp = async ({ version, changed, numbers }: ChangedFollows) => {
    const removed = held ? [...held.numbers].filter((number) => !numbers.has(number)) : [];
    for (const number of removed) collections.forget(number);
    await matcher.remove(removed);
    const giveWay = createGiveWay();
    for (const follow of changed) {
      await collections.take(follow);
      await giveWay();
    }
    held = { version, numbers };
  };
  const refreshCollections = async () => {
    askedAt = performance.now();
    await collections.refresh();
  };
  const refreshFollows = async () => {
    if (held && (await followChanges.readVersion()) === held.version) return;
    const changed = await followChanges.listChanged(held?.version);
    if (!held && hasOtherVectors(changed)) await passVectors(deps);
    await takeUp(changed);
  };
  return {
    async prepare() {
      if (held) return;
      const all = await followChanges.listChanged();
      if (!hasOtherVectors(all)) await takeUp(all);
    },
    async refresh() {
      await refreshFollows();
      if (performance.now() - askedAt > askCollectionsMs) await refreshCollections();
    },
    refreshCollections,
  };
}

/** Vectors of another model say nothing about a paper that the former model has compared. */
async function passVectors({ changes, matchStore }: HeldFollowsDeps): Promise<void> {
  const lastChange = await changes.readLastChange();
  await matchStore.recordStep({ found: [], groups: [], passed: { kind: "vector", lastChange } });
}

interface CollectionWatch {
  /** Takes up any follow, and notes one of a collection. */
  take(follow: StoredFollow): Promise<void>;
  forget(number: number): void;
  refresh(): Promise<void>;
}

/** Collections asked at once whether they have changed. */
const askedAtOnce = 16;

function createCollectionWatch(deps: HeldFollowsDeps): CollectionWatch {
  const noted = new Map<number, { readonly follow: StoredFollow; changedAt: string | undefined }>();
  const readChange = async ({ reader, spec }: StoredFollow) =>
    spec.kind === "collection"
      ? (await deps.collections.readCollection({ reader, id: spec.collection }))?.updatedAt
      : undefined;
  return {
    async take(follow) {
      const { spec, isPaused, number } = follow;
      // The time first: what changes while the papers are read is then seen by the next refresh.
      if (spec.kind === "collection" && !isPaused) noted.set(number, { follow, changedAt: await readChange(follow) });
      else noted.delete(number);
      await takeFollow(deps, follow);
    },
    forget: (number) => void noted.delete(number),
    async refresh() {
      const giveWay = createGiveWay();
      const all = [...noted.values()];
      for (let from = 0; from < all.length; from += askedAtOnce) {
        const asked = all.slice(from, from + askedAtOnce);
        const changes = await Promise.all(asked.map(({ follow }) => readChange(follow)));
        for (const [at, each] of asked.entries()) {
          if (changes[at] === each.changedAt) continue;
          await takeFollow(deps, each.follow);
          each.changedAt = changes[at];
        }
        await giveWay();
      }
    },
  };
}

async function takeFollow(
  { matcher, prepareWatch, follows, fingerprint }: HeldFollowsDeps,
  follow: StoredFollow,
): Promise<void> {
  const prepared = follow.isPaused ? undefined : await prepareWatch(follow);
  if (!prepared) return matcher.remove([follow.number]);
  const { watch, embedded } = prepared;
  if (embedded) await follows.changeFollow(follow.number, { vector: { vector: embedded, fingerprint } });
  await matcher.put([watch]);
}
