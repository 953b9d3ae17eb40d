import type { CallOptions } from "../../../domain/concurrency/call-options.js";
import { endSentence, planRetry } from "../../../domain/delivery/plan-retry.js";
import { signMessage } from "../../../domain/webhooks/sign.js";
import type { ClaimedParcel, Settlement } from "../../../ports/desk/outbox.js";
import type { StoredWebhook } from "../../../ports/desk/webhook-store.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";

type Ports = Pick<DeliveryPorts, "webhooks" | "caller" | "clock">;

/** Posts a delivery. A program that says that it is gone is not called again: its webhook is paused. */
export async function callWebhook(ports: Ports, parcel: ClaimedParcel, options: CallOptions): Promise<Settlement> {
  const { webhooks, caller, clock } = ports;
  const webhook = await webhooks.readWebhook(parcel.owner);
  if (!webhook) return { state: "failed", reason: "The webhook was deleted." };
  const { url } = webhook;
  const called = await caller.call({ url, headers: sign(webhook, parcel, clock()), body: parcel.payload }, options);
  if (called.outcome === "taken") return { state: "sent" };
  const { reason } = called;
  if (called.outcome === "later")
    return planRetry({ kind: "call", attempts: parcel.attempts, reason, waitMs: called.waitMs, now: clock() });
  await pause(webhooks, webhook);
  const advice = "The webhook is paused: give it another address, start it again, and retry this delivery.";
  return { state: "failed", reason: `${endSentence(reason)} ${advice}` };
}

/** Unless it has another address by now. */
async function pause(webhooks: Ports["webhooks"], { id, url }: StoredWebhook): Promise<void> {
  const current = await webhooks.readWebhook(id);
  if (current?.url === url) await webhooks.saveWebhook({ ...current, state: "paused" });
}

function sign({ secret, oldSecret }: StoredWebhook, { id, payload }: ClaimedParcel, now: Date) {
  const secrets = [secret, ...(oldSecret && oldSecret.until > now ? [oldSecret.secret] : [])];
  return signMessage({ id, timestamp: Math.floor(now.getTime() / 1000), body: payload }, secrets);
}
