import { createOpenSearchKnownPapers } from "../../adapters/opensearch/desk/known-papers.js";
import { createNameDocuments } from "../../adapters/opensearch/paper/name-documents.js";
import { createOpenSearchTakenPapers } from "../../adapters/opensearch/paper/taken-papers.js";
import { createFollowPapers, type FollowPapers } from "../../adapters/redis/desk/collections/follow-papers.js";
import { createRedisCollectionStore } from "../../adapters/redis/desk/collections/collection-store.js";
import {
  createRedisCollectionPapers,
  createRedisEntryStore,
} from "../../adapters/redis/desk/collections/entry-store.js";
import { createRedisDigestStore } from "../../adapters/redis/desk/delivery/digest-store.js";
import { createRedisFeedStore } from "../../adapters/redis/desk/delivery/feed-store.js";
import { createRedisOutbox } from "../../adapters/redis/desk/delivery/outbox.js";
import { createRedisWebhookStore } from "../../adapters/redis/desk/delivery/webhook-store.js";
import { createFollowContext } from "../../adapters/redis/desk/follows/context.js";
import { createFollowedStore } from "../../adapters/redis/desk/follows/followed-store.js";
import { createRedisDismissals } from "../../adapters/redis/desk/follows/dismissals.js";
import { createRedisFollowStore } from "../../adapters/redis/desk/follows/follow-store.js";
import { createRedisFollowChanges } from "../../adapters/redis/desk/follows/stored/follow-changes.js";
import type { FollowedPapers } from "../../adapters/redis/desk/follows/followed-papers.js";
import { createRedisMatchStore } from "../../adapters/redis/desk/follows/match-store.js";
import { createRedisOpenCounts } from "../../adapters/redis/desk/open-counts.js";
import type { KnownPapers } from "../../ports/desk/known-papers.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { Engine } from "../start-library.js";
import type { ClusterConnections } from "./cluster-connections.js";
import type { ClusterPapers } from "./cluster-papers.js";

export interface ClusterDesk {
  readonly desk: Engine["desk"];
  /** The store of papers, such that collections and inboxes hear of what is stored and removed. */
  readonly papers: PaperStore;
}

/** What readers keep is in Redis, and the papers that it speaks of in OpenSearch. */
export function openClusterDesk(
  connections: ClusterConnections,
  papers: ClusterPapers,
  now: () => number,
): ClusterDesk {
  const { client, connection, transact, prefix, indexes } = connections;
  const { documents, refresh } = papers;
  const known = createOpenSearchKnownPapers({ documents, names: createNameDocuments(client, indexes.names) });
  const parts = { connection, transact, prefix, now };
  const withPapers = { ...parts, papers: known };
  const follows = createFollowContext({ ...parts, papers: readFollowed(papers, known) });
  return {
    papers: tellCollections(createFollowedStore(follows, papers.papers), known, createFollowPapers(withPapers)),
    desk: {
      collections: createRedisCollectionStore(parts),
      entries: createRedisEntryStore(withPapers),
      collectionPapers: createRedisCollectionPapers(withPapers),
      opens: createRedisOpenCounts(withPapers),
      feeds: createRedisFeedStore(parts),
      digests: createRedisDigestStore(parts),
      webhooks: createRedisWebhookStore(parts),
      outbox: createRedisOutbox(parts),
      follows: createRedisFollowStore(follows),
      followChanges: createRedisFollowChanges(follows),
      matchStore: createRedisMatchStore(follows),
      dismissals: createRedisDismissals(follows),
      taken: createOpenSearchTakenPapers({ client, index: indexes.papers, refresh }),
    },
  };
}

/** Entries follow their papers before the caller hears that they are stored. */
function tellCollections(papers: PaperStore, known: KnownPapers, followPapers: FollowPapers): PaperStore {
  return {
    ...papers,
    async savePapers(slice) {
      const saved = await papers.savePapers(slice);
      const changed = saved.outcomes.filter(({ outcome }) => outcome !== "unchanged").map(({ id }) => id);
      const stored = await known.findKnown([...new Set(changed)]);
      await followPapers([...stored.values()]);
      return saved;
    },
  };
}

function readFollowed({ documents, counters, changes }: ClusterPapers, known: KnownPapers): FollowedPapers {
  return {
    async readIds(ordinals) {
      const papers = await documents.readShown(ordinals);
      return new Map(Array.from(papers, ([ordinal, { id }]) => [ordinal, id]));
    },
    async findOrdinals(ids) {
      const found = await known.findKnown(ids);
      return new Map(Array.from(found, ([id, { ordinal }]) => [id, ordinal]));
    },
    readLastOrdinal: () => counters.readLastOrdinal(),
    readLastChange: () => changes.readLastChange(),
  };
}
