import type { CollectionStore } from "../../ports/desk/collection-store.js";
import type { OpenCounts } from "../../ports/desk/open-counts.js";
import { createManageCollections, type ManageCollections } from "./collections/manage-collections.js";
import { createManageTrends, type ManageTrends, type ManageTrendsDeps } from "./trends/manage-trends.js";

/** What the store keeps for readers. */
export interface DeskStores {
  readonly collections: CollectionStore;
  readonly opens: OpenCounts;
}

export interface DeskPorts extends Omit<DeskStores, "opens">, ManageTrendsDeps {}

/** What readers keep and follow: a function for each operation of `deskOperations`. */
export interface Desk extends ManageCollections, ManageTrends {}

export function createDesk(ports: DeskPorts): Desk {
  return { ...createManageCollections(ports), ...createManageTrends(ports) };
}
