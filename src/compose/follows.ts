import { createPaperTests } from "../adapters/columns/paper-tests.js";
import { createWatchedVectors } from "../adapters/hnsw/watched-vectors.js";
import type { SqliteStore } from "../adapters/sqlite/store.js";
import type { Config } from "../config.js";
import type { VenueNames } from "../domain/venue/venue-names.js";
import type { FollowPorts } from "../services/desk/follows/following.js";
import { createListLiked } from "../services/desk/follows/list-liked.js";

export interface FollowParts extends Pick<FollowPorts, "turns"> {
  readonly desk: SqliteStore["desk"];
  readonly venues: VenueNames;
}

/** What follows need, whatever model is in use. */
export function composeFollows(config: Config, { desk, turns, venues }: FollowParts): FollowPorts {
  const { hnswM: m, hnswEf: ef } = config;
  const { follows, followChanges, matchStore, dismissals, taken, collections, entries } = desk;
  return {
    follows,
    followChanges,
    turns,
    matchStore,
    dismissals,
    taken,
    collections,
    openPaperTests: createPaperTests(venues),
    openWatchedVectors: (dimensions) => createWatchedVectors({ dimensions, m, efConstruction: 100, ef }),
    listLiked: createListLiked(entries),
  };
}
