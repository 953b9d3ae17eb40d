import { createMailer } from "../../../src/adapters/nodemailer/mailer.js";
import { openScratchDatabase } from "../../../src/adapters/sqlite/open-database.js";
import { createSqliteDigestStore } from "../../../src/adapters/sqlite/desk/digest-store.js";
import { createSqliteFeedStore } from "../../../src/adapters/sqlite/desk/feed-store.js";
import { createSqliteOutbox } from "../../../src/adapters/sqlite/desk/outbox.js";
import { createSqliteWebhookStore } from "../../../src/adapters/sqlite/desk/webhook-store.js";
import type { Due, Schedules, When } from "../../../src/ports/desk/schedules.js";
import { createWebhookCaller } from "../../../src/adapters/webhooks/webhook-caller.js";
import type { DeliveryPorts } from "../../../src/services/desk/delivery/delivery-ports.js";
import { createParcelSender } from "../../../src/services/desk/delivery/send-parcels.js";
import { createAnswerLinks } from "../../../src/services/desk/digests/answer-links.js";
import { createManageDigests } from "../../../src/services/desk/digests/manage-digests.js";
import { prepareDigest } from "../../../src/services/desk/digests/prepare-digest.js";
import { createManageWebhooks } from "../../../src/services/desk/webhooks/manage-webhooks.js";
import { createLogCollector } from "../queue-options.js";
import { createFakeMatches } from "./fake-matches.js";

/** Schedules that a test makes due. */
function createHandSchedules() {
  const set = new Map<string, When>();
  const schedules: Schedules = {
    set: async (id, when) => void set.set(id, when),
    remove: async (id) => void set.delete(id),
    consume: async () => undefined,
    close: async () => undefined,
  };
  return { set, schedules };
}

/** The services of delivery over a store in memory, a clock that the test moves, and a real mail server. */
export function openDeliveryBench({
  smtpUrl,
  allowsPrivate = true,
}: { smtpUrl?: string; allowsPrivate?: boolean } = {}) {
  let now = Date.parse("2026-11-30T20:00:00Z");
  const database = openScratchDatabase(() => now);
  const matches = createFakeMatches();
  const { set, schedules } = createHandSchedules();
  const { logger, lines } = createLogCollector();
  const ports: DeliveryPorts = {
    feeds: createSqliteFeedStore(database),
    digests: createSqliteDigestStore(database),
    webhooks: createSqliteWebhookStore(database),
    outbox: createSqliteOutbox(database),
    matches: matches.source,
    schedules,
    mailer:
      smtpUrl === undefined
        ? undefined
        : createMailer({ url: smtpUrl, from: "News <news@example.org>", timeoutMs: 2_000 }),
    caller: createWebhookCaller({ allowsPrivate, timeoutMs: 2_000, now: () => now }),
    publicUrl: "https://papers.example.org/",
    guessesUrl: false,
    clock: () => new Date(now),
    logger,
    wake: () => undefined,
  };
  return {
    ports,
    matches,
    set,
    lines,
    digests: createManageDigests(ports),
    webhooks: createManageWebhooks(ports),
    links: createAnswerLinks(ports),
    sender: createParcelSender(ports),
    openOutbox: () => createSqliteOutbox(database),
    pass: (ms: number) => void (now += ms),
    prepare: (due: Due) => prepareDigest(ports, due),
    async close() {
      await ports.caller.close();
      database.close();
    },
  };
}

export type DeliveryBench = ReturnType<typeof openDeliveryBench>;

export const reader = "local";
