import type { Digest, Sending } from "../../../../domain/digests/digest.js";
import type { FeedAddress } from "../../../../domain/feeds/feed-address.js";
import type { Webhook } from "../../../../domain/webhooks/webhook.js";
import type { Asking } from "../../../search/load-view.js";

/** How matches are delivered. */
export interface DeliveryParts {
  readonly digests: readonly Digest[];
  readonly sending: Sending;
  readonly webhooks: readonly Webhook[];
  readonly feeds: readonly FeedAddress[];
}

export async function loadDelivery({ call, signal }: Required<Asking>): Promise<DeliveryParts> {
  const [{ digests, sending }, { webhooks }, { feeds }] = await Promise.all([
    call("GET /v1/digests", { signal }),
    call("GET /v1/webhooks", { signal }),
    call("GET /v1/feeds", { signal }),
  ]);
  return { digests, sending, webhooks, feeds };
}
