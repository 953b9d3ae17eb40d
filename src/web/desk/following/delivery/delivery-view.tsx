import type { Follow } from "../../../../domain/follows/follow.js";
import { Digests } from "./digests.js";
import { Feeds } from "./feeds.js";
import type { DeliveryParts } from "./load-delivery.js";
import { Webhooks } from "./webhooks.js";

interface DeliveryProps {
  readonly delivery: DeliveryParts;
  readonly follows: readonly Follow[];
}

/** How new papers reach the reader elsewhere: by mail, in a feed reader, in a program. */
export function DeliveryView({ delivery: { digests, sending, feeds, webhooks }, follows }: DeliveryProps) {
  return (
    <>
      <Digests digests={digests} sending={sending} follows={follows} />
      <Feeds feeds={feeds} follows={follows} />
      <Webhooks webhooks={webhooks} follows={follows} />
    </>
  );
}
