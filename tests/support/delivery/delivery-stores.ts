import type { DigestStore, StoredDigest } from "../../../src/ports/desk/digest-store.js";
import type { FeedStore } from "../../../src/ports/desk/feed-store.js";
import type { Outbox } from "../../../src/ports/desk/outbox.js";
import type { StoredWebhook, WebhookStore } from "../../../src/ports/desk/webhook-store.js";

/** Empty stores of what is delivered. */
export interface DeliveryStores {
  readonly digests: DigestStore;
  readonly feeds: FeedStore;
  readonly outbox: Outbox;
  readonly webhooks: WebhookStore;
  /** The outbox as another process opens it. */
  openOutbox(): Outbox;
  /** How long a process is silent that is taken for dead. */
  readonly silentMs: number;
  /** Sets the clock, in milliseconds since 1970. */
  setTime(nowMs: number): void;
  close(): Promise<void>;
}

export type CreateDeliveryStores = () => Promise<DeliveryStores>;

export function makeDigest(changes: Partial<StoredDigest> = {}): StoredDigest {
  return {
    id: "digest-1",
    reader: "ada",
    address: "ada@example.com",
    frequency: "weekly",
    weekday: "friday",
    time: "07:30",
    timeZone: "Europe/Berlin",
    state: "active",
    unsubscribeToken: "unsubscribe-1",
    lastMatch: 0,
    createdAt: new Date(1_000),
    ...changes,
  };
}

export function makeWebhook(changes: Partial<StoredWebhook> = {}): StoredWebhook {
  return {
    id: "webhook-1",
    reader: "ada",
    url: "https://example.org/hook",
    state: "active",
    secret: "whsec_one",
    lastMatch: 0,
    createdAt: new Date(1_000),
    ...changes,
  };
}
