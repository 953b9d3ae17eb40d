import type { StoredWebhook, WebhookStore } from "../../../../ports/desk/webhook-store.js";
import type { DeskParts } from "../desk-parts.js";
import { openOwners } from "./owners.js";
import { openParcels } from "./parcels.js";
import { removeParcel } from "./write-parcels.js";

/** Deliveries removed at a time. */
const removedAtOnce = 500;

export function createRedisWebhookStore(parts: DeskParts): WebhookStore {
  const parcels = openParcels(parts);
  const webhooks = openOwners<StoredWebhook>(parts, "webhooks");
  /** Of a webhook that is gone; should this be broken off, what is left is given up when it is due. */
  const removeDeliveries = (webhook: string) =>
    parts.transact(parcels.keys.scope(webhook), async (tx) => {
      const slice = await parcels.readOf(webhook, removedAtOnce);
      for (const parcel of slice) removeParcel({ tx, keys: parcels.keys }, parcel);
      return slice.length;
    });
  return {
    listWebhooks: webhooks.list,
    readWebhook: webhooks.read,
    saveWebhook: webhooks.save,
    async deleteWebhook(id) {
      await webhooks.remove(id);
      while ((await removeDeliveries(id)) > 0);
    },
  };
}
