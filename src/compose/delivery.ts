import type { SqliteStore } from "../adapters/sqlite/store.js";
import { createWebhookCaller } from "../adapters/webhooks/webhook-caller.js";
import type { Config } from "../config.js";
import type { MatchReader } from "../ports/desk/match-reader.js";
import type { Schedules } from "../ports/desk/schedules.js";
import type { Logger } from "../ports/logger.js";
import type { DeliveryPorts } from "../services/desk/delivery/delivery-ports.js";
import { createParcelSender, type ParcelSender } from "../services/desk/delivery/send-parcels.js";
import { startDelivery } from "../services/desk/delivery/start-delivery.js";
import type { Undo } from "./undo.js";

export interface DeliveryParts {
  readonly desk: Pick<SqliteStore["desk"], "feeds" | "digests" | "webhooks" | "outbox">;
  readonly openSchedules: () => Promise<Schedules>;
  readonly matches: MatchReader;
  readonly logger: Logger;
  /** Whether this process sends; a command only changes what the store keeps. */
  readonly serves: boolean;
  readonly undo: Undo;
}

/** Feeds, digests and webhooks; the last two are sent by the process that serves. */
export async function composeDelivery(config: Config, parts: DeliveryParts): Promise<DeliveryPorts> {
  const { desk, matches, logger, serves, undo } = parts;
  const publicUrl = findPublicUrl(config);
  const schedules = await parts.openSchedules();
  const caller = createWebhookCaller({ allowsPrivate: config.webhooksPrivate });
  undo.push(
    () => caller.close(),
    () => schedules.close(),
  );
  const sending: { sender?: ParcelSender } = {};
  const { feeds, digests, webhooks, outbox } = desk;
  const ports: DeliveryPorts = {
    feeds,
    digests,
    webhooks,
    outbox,
    matches,
    schedules,
    caller,
    publicUrl,
    logger,
    mailer: config.smtpUrl === undefined ? undefined : await openMailer(config.smtpUrl, config.mailFrom, publicUrl),
    guessesUrl: config.publicUrl === undefined,
    clock: () => new Date(),
    wake: () => void sending.sender?.sendDue(),
  };
  if (serves) {
    sending.sender = createParcelSender(ports);
    undo.push(await startDelivery(ports, { sender: sending.sender }));
  }
  return ports;
}

async function openMailer(url: string, from: string | undefined, publicUrl: string) {
  const { createMailer } = await import("../adapters/nodemailer/mailer.js");
  return createMailer({ url, from: from ?? `paperkin@${new URL(publicUrl).hostname}` });
}

function findPublicUrl({ publicUrl, host, port, basePath }: Config): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `${publicUrl ?? `http://${name}:${port}${basePath}`}/`;
}
