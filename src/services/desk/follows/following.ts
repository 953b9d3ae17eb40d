import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { Dismissals } from "../../../ports/desk/dismissals.js";
import type { FollowChanges } from "../../../ports/desk/follow-changes.js";
import type { FollowStore } from "../../../ports/desk/follow-store.js";
import type { MatchStore } from "../../../ports/desk/match-store.js";
import type { TakenPapers } from "../../../ports/desk/taken-papers.js";
import type { WatchedVectors } from "../../../ports/desk/watched-vectors.js";
import type { Turns } from "../../../ports/ingest/turns.js";
import type { OpenPaperTests } from "../../../ports/search/paper-tests.js";
import { createKeepMatching, type KeepMatching, type KeepMatchingDeps } from "./keep-matching.js";
import { createPaperMatcher, type MatchPapersDeps } from "./match-papers.js";
import { createMeasureLike, type MeasureLikeDeps } from "./measure-like.js";
import { createPrepareWatch, type PrepareWatchDeps } from "./prepare-watch.js";
import { createReadSpec, type ReadFollowDeps, type ReadSpec } from "./read-follow.js";
import { createTryFollow, type TryFollow, type TryFollowDeps } from "./try-follow.js";

/** What follows need of the store and the machine, whatever model is in use. */
export interface FollowPorts {
  readonly follows: FollowStore;
  readonly followChanges: FollowChanges;
  /** Among all processes that use the store. */
  readonly turns: Turns;
  readonly matchStore: MatchStore;
  readonly dismissals: Dismissals;
  readonly taken: TakenPapers;
  readonly openPaperTests: OpenPaperTests;
  /** For the dimensions of a model. */
  readonly openWatchedVectors: (dimensions: number) => WatchedVectors;
  readonly collections: Pick<CollectionStore, "readCollection">;
  readonly listLiked: PrepareWatchDeps["listLiked"];
}

/** Follows with one model: reading them, trying them, and matching new papers. */
export interface Following extends KeepMatching {
  readonly readSpec: ReadSpec;
  readonly tryFollow: TryFollow;
}

export type FollowingDeps = ReadFollowDeps &
  Omit<KeepMatchingDeps, "matcher" | "prepareWatch"> &
  Omit<PrepareWatchDeps, "listLiked"> &
  Omit<MatchPapersDeps, "watchedVectors" | "measureLike"> &
  Omit<TryFollowDeps, "measureLike" | "prepareWatch"> &
  MeasureLikeDeps &
  FollowPorts & { readonly dimensions: number };

export function createFollowing(deps: FollowingDeps): Following {
  const watchedVectors = deps.openWatchedVectors(deps.dimensions);
  const measureLike = createMeasureLike(deps);
  const prepareWatch = createPrepareWatch(deps);
  const matcher = createPaperMatcher({ ...deps, watchedVectors, measureLike });
  const matching = createKeepMatching({ ...deps, matcher, prepareWatch });
  return {
    ...matching,
    readSpec: createReadSpec(deps),
    tryFollow: createTryFollow({ ...deps, measureLike, prepareWatch }),
    async stop() {
      await matching.stop();
      await watchedVectors.close();
    },
  };
}
