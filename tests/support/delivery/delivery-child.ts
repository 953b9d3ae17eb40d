import { createMailer } from "../../../src/adapters/nodemailer/mailer.js";
import { createSqliteStore } from "../../../src/adapters/sqlite/store.js";
import { createWebhookCaller } from "../../../src/adapters/webhooks/webhook-caller.js";
import type { DeliveryPorts } from "../../../src/services/desk/delivery/delivery-ports.js";
import { createParcelSender } from "../../../src/services/desk/delivery/send-parcels.js";
import { startDelivery } from "../../../src/services/desk/delivery/start-delivery.js";
import { makeToken } from "../../../src/services/desk/delivery/make-token.js";
import { createFakeMatches } from "./fake-matches.js";

/** What a test wants of the process. It says `ready`, and is then killed or told to go by the time. */
export interface DeliveryChildTask {
  readonly folder: string;
  readonly smtpUrl: string;
  /** `digest`: adds a confirmed digest, due every second, and a match for it. */
  readonly adds: "digest" | "nothing";
}

const task = JSON.parse(process.argv[2] ?? "") as DeliveryChildTask;
const store = createSqliteStore({ folder: task.folder, now: Date.now });
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const matches = createFakeMatches();
matches.add({ paper: { id: "p1" } });
const schedules = store.openSchedules(logger);
const ports: DeliveryPorts = {
  ...store.desk,
  matches: matches.source,
  // What is due once a day is due once a second here.
  schedules: { ...schedules, set: (id) => schedules.set(id, { cron: "* * * * * *" }) },
  mailer: createMailer({ url: task.smtpUrl, from: "news@example.org" }),
  caller: createWebhookCaller({ allowsPrivate: true }),
  publicUrl: "https://papers.example.org/",
  guessesUrl: false,
  clock: () => new Date(),
  logger,
  wake: () => void sender.sendDue(),
};
const sender = createParcelSender(ports);
if (task.adds === "digest") {
  await store.desk.digests.saveDigest({
    id: "digest-1",
    reader: "local",
    address: "ada@example.com",
    frequency: "daily",
    weekday: "monday",
    time: "07:30",
    timeZone: "UTC",
    state: "active",
    unsubscribeToken: makeToken(),
    lastMatch: 0,
    createdAt: new Date(),
  });
}
await startDelivery(ports, { sender });
process.stdout.write("ready\n");
setInterval(() => undefined, 1_000);
