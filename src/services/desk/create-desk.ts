import type { OpenCounts } from "../../ports/desk/open-counts.js";
import type { FollowStore } from "../../ports/desk/follow-store.js";
import type { Dismissals } from "../../ports/desk/dismissals.js";
import type { MatchStore } from "../../ports/desk/match-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { Following } from "./follows/following.js";
import { createManageFollows, type ManageFollows } from "./follows/manage-follows.js";
import { createReadInbox, type ReadInbox } from "./follows/read-inbox.js";
import { type CollectionPorts, type CollectionServices, createCollections } from "./collections/create-collections.js";
import {
  createScreenCollections,
  type ScreenCollections,
  type ScreenCollectionsDeps,
} from "./screening/screen-collection.js";
import { createManageTrends, type ManageTrends, type ManageTrendsDeps } from "./trends/manage-trends.js";
import type { DeliveryPorts } from "./delivery/delivery-ports.js";
import { createManageDigests, type ManageDigests } from "./digests/manage-digests.js";
import { createManageFeeds, type ManageFeeds } from "./feeds/manage-feeds.js";
import { createManageWebhooks, type ManageWebhooks } from "./webhooks/manage-webhooks.js";

/** What the store keeps for readers. */
export interface DeskStores extends Pick<CollectionPorts, "collections" | "entries" | "collectionPapers"> {
  readonly opens: OpenCounts;
  readonly follows: FollowStore;
  readonly matchStore: MatchStore;
  readonly dismissals: Dismissals;
}

export interface DeskPorts extends Omit<DeskStores, "opens">, CollectionPorts, ManageTrendsDeps, DeliveryPorts {
  readonly papers: PaperStore;
  /** Of the model in use. */
  readonly following: () => Following;
  readonly today: () => Date;
  readonly readModel: ScreenCollectionsDeps["readModel"];
}

/** What readers keep and follow: a function for each operation of `deskOperations`. */
export interface Desk
  extends
    CollectionServices,
    ScreenCollections,
    ManageTrends,
    ManageFeeds,
    ManageDigests,
    ManageWebhooks,
    ManageFollows,
    ReadInbox {}

export function createDesk(ports: DeskPorts): Desk {
  const collections = createCollections(ports);
  const nameCollection = async ({ reader, id }: { reader: string; id: string }) =>
    (await collections.readCollection({ reader, params: { id } })).name;
  return {
    ...collections,
    ...createScreenCollections(ports),
    ...createManageTrends(ports),
    ...createManageFeeds(ports),
    ...createManageDigests(ports),
    ...createManageWebhooks(ports),
    ...createManageFollows({ ...ports, nameCollection }),
    ...createReadInbox(ports),
  };
}
