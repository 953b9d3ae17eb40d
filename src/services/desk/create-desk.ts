import type { CollectionStore } from "../../ports/desk/collection-store.js";
import type { OpenCounts } from "../../ports/desk/open-counts.js";
import type { EntryStore } from "../../ports/desk/entry-store.js";
import type { FindPaper } from "./collections/find-papers.js";
import { createManageEntries, type ManageEntries } from "./collections/manage-entries.js";
import { createManageCollections, type ManageCollections } from "./collections/manage-collections.js";
import { createManageTrends, type ManageTrends, type ManageTrendsDeps } from "./trends/manage-trends.js";
import type { DeliveryPorts } from "./delivery/delivery-ports.js";
import { createManageDigests, type ManageDigests } from "./digests/manage-digests.js";
import { createManageFeeds, type ManageFeeds } from "./feeds/manage-feeds.js";
import { createManageWebhooks, type ManageWebhooks } from "./webhooks/manage-webhooks.js";

/** What the store keeps for readers. */
export interface DeskStores {
  readonly collections: CollectionStore;
  readonly entries: EntryStore;
  readonly opens: OpenCounts;
}

export interface DeskPorts extends Omit<DeskStores, "opens">, ManageTrendsDeps, DeliveryPorts {
  readonly papers: FindPaper;
}

/** What readers keep and follow: a function for each operation of `deskOperations`. */
export interface Desk
  extends ManageCollections, ManageEntries, ManageTrends, ManageFeeds, ManageDigests, ManageWebhooks {}

export function createDesk(ports: DeskPorts): Desk {
  return {
    ...createManageCollections(ports),
    ...createManageEntries(ports),
    ...createManageTrends(ports),
    ...createManageFeeds(ports),
    ...createManageDigests(ports),
    ...createManageWebhooks(ports),
  };
}
