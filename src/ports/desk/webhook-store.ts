import type { Webhook } from "../../domain/webhooks/webhook.js";

export interface StoredWebhook extends Omit<Webhook, "createdAt" | "secret"> {
  readonly reader: string;
  readonly createdAt: Date;
  readonly secret: string;
  /** Signs as well until then. */
  readonly oldSecret?: { readonly secret: string; readonly until: Date };
  /** Number of the last match that was put into a delivery, or was there before. */
  readonly lastMatch: number;
}

/** The webhooks of all readers. */
export interface WebhookStore {
  /** Those of a reader, or all; oldest first. */
  listWebhooks(reader?: string): Promise<readonly StoredWebhook[]>;
  readWebhook(id: string): Promise<StoredWebhook | undefined>;
  /** Adds it or replaces it, but for `lastMatch` of one that is there: the outbox moves that. */
  saveWebhook(webhook: StoredWebhook): Promise<void>;
  /** With its deliveries. */
  deleteWebhook(id: string): Promise<void>;
}
