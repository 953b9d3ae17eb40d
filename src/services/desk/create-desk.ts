import type { CollectionStore } from "../../ports/desk/collection-store.js";
import { createManageCollections, type ManageCollections } from "./collections/manage-collections.js";

/** What the store keeps for readers. */
export interface DeskStores {
  readonly collections: CollectionStore;
}

export interface DeskPorts extends DeskStores {}

/** What readers keep and follow: a function for each operation of `deskOperations`. */
export interface Desk extends ManageCollections {}

export function createDesk(ports: DeskPorts): Desk {
  return { ...createManageCollections(ports) };
}
