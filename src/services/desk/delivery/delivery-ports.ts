import type { DigestStore } from "../../../ports/desk/digest-store.js";
import type { FeedStore } from "../../../ports/desk/feed-store.js";
import type { Mailer } from "../../../ports/desk/mailer.js";
import type { MatchReader } from "../../../ports/desk/match-reader.js";
import type { Outbox } from "../../../ports/desk/outbox.js";
import type { Schedules } from "../../../ports/desk/schedules.js";
import type { WebhookCaller } from "../../../ports/desk/webhook-caller.js";
import type { WebhookStore } from "../../../ports/desk/webhook-store.js";
import type { Logger } from "../../../ports/logger.js";

export interface DeliveryPorts {
  readonly feeds: FeedStore;
  readonly digests: DigestStore;
  readonly webhooks: WebhookStore;
  readonly outbox: Outbox;
  readonly matches: MatchReader;
  /** Those of a command only note what the next server will find in the store. */
  readonly schedules: Schedules;
  /** Absent without `SMTP_URL`. */
  readonly mailer: Mailer | undefined;
  readonly caller: WebhookCaller;
  /** The address of the server for links in mails, ending with a slash. */
  readonly publicUrl: string;
  /** Whether that is a guess: a feed then uses the address by which it is read. */
  readonly guessesUrl: boolean;
  readonly clock: () => Date;
  readonly logger: Logger;
  /** Sends what waits. Where nothing is sent, as in a command, it does nothing. */
  readonly wake: () => void;
}
