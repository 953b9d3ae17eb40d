import { webhookLimits } from "../../../domain/webhooks/webhook.js";
import type { DeliveredMatch } from "../../../domain/feeds/delivered-match.js";
import type { StoredWebhook } from "../../../ports/desk/webhook-store.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { makeId } from "../delivery/make-token.js";

type Ports = Pick<DeliveryPorts, "webhooks" | "matches" | "outbox" | "clock">;

/**
 * Puts new matches into deliveries of all active webhooks, each match once, also where several processes do so at the same
 * time. Returns how many deliveries it made.
 */
export async function fillWebhooks(ports: Ports): Promise<number> {
  const last = await ports.matches.readLast();
  const behind = (await ports.webhooks.listWebhooks()).filter(
    ({ state, lastMatch }) => state === "active" && lastMatch < last,
  );
  let made = 0;
  for (const webhook of behind) made += await fillWebhook(ports, webhook);
  return made;
}

async function fillWebhook({ matches, outbox, clock }: Ports, webhook: StoredWebhook): Promise<number> {
  const { id: owner, reader, follows, url } = webhook;
  let after = webhook.lastMatch;
  for (let made = 0; ; made += 1) {
    const page = { each: "match", order: "oldest", after, limit: webhookLimits.matches } as const;
    const found = await matches.listMatches({ reader, follows, ...page });
    const next = found.at(-1);
    if (!next) return made;
    const payload = JSON.stringify({
      type: "matches.found",
      timestamp: clock().toISOString(),
      data: { webhook: owner, matches: found.map(describeMatch) },
    });
    const address = new URL(url).host;
    const parcel = { id: makeId(), kind: "call" as const, owner, reader, address, payload, count: found.length };
    // If it is refused, another process is at it, and goes on.
    if (!(await outbox.add({ ...parcel, tells: { after, upTo: next.number } }))) return made;
    after = next.number;
  }
}

function describeMatch({ follow, paper, score, strength, why, matchedAt }: DeliveredMatch) {
  return {
    follow,
    paper,
    score,
    ...(strength && { strength }),
    ...(why !== "" && { why }),
    matchedAt: matchedAt.toISOString(),
  };
}
