import { describeError } from "../../../errors.js";
import type { DueHandler } from "../../../ports/desk/schedules.js";
import type { Logger } from "../../../ports/logger.js";
import { keepSchedule } from "../digests/digest-record.js";
import { prepareDigest } from "../digests/prepare-digest.js";
import { fillWebhooks } from "../webhooks/fill-webhooks.js";
import type { DeliveryPorts } from "./delivery-ports.js";
import type { ParcelSender } from "./send-parcels.js";

/** How often new matches are looked for, and what waits is sent. */
const tickMs = 5_000;
/** How often it is looked for what others were sending that have died, and told that this process is alive. */
const settleMs = 60_000;
/** How often schedules are compared with the store: a database that has lost them gets them back. */
const keepMs = 10 * 60_000;

export interface DeliveryStart {
  readonly sender: ParcelSender;
  /** What else is due: handlers by the prefix of their schedules. */
  readonly handlers?: Readonly<Record<string, DueHandler>>;
}

/** Starts sending in this process. Returns what stops it. */
export async function startDelivery(
  ports: DeliveryPorts,
  { sender, handlers = {} }: DeliveryStart,
): Promise<() => Promise<void>> {
  const { outbox, schedules, digests, logger } = ports;
  const settle = async () => {
    const unsure = await outbox.settleInterrupted();
    if (unsure > 0)
      logger.warn({ mails: unsure }, "mails may not have been delivered: the server stopped while it sent them");
  };
  await settle();
  const all: Readonly<Record<string, DueHandler>> = { digest: (due) => prepareDigest(ports, due), ...handlers };
  await schedules.consume(async (due) => {
    const handle = all[due.id.split(":", 1)[0] ?? ""];
    await (handle ? handle(due) : schedules.remove(due.id));
  });
  const keep = async () => {
    for (const digest of await digests.listDigests()) if (digest.state === "active") await keepSchedule(ports, digest);
  };
  const tick = async () => {
    await fillWebhooks(ports);
    // Not awaited: what hangs must not hold up what comes.
    void sender.sendDue();
  };
  const [ticking, keeping] = [createRound(tick, logger), createRound(keep, logger)];
  const settling = createRound(settle, logger);
  await keeping.run();
  const timers = [
    setInterval(() => void ticking.run(), tickMs),
    setInterval(() => void settling.run(), settleMs),
    setInterval(() => void keeping.run(), keepMs),
  ];
  for (const timer of timers) timer.unref();
  void ticking.run();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await schedules.close();
    await Promise.all([ticking.settled(), settling.settled(), keeping.settled(), sender.stop()]);
  };
}

/** A task that is never run twice at once, and whose failures are logged. */
function createRound(task: () => Promise<void>, logger: Logger) {
  let running: Promise<void> | undefined;
  return {
    run: () =>
      (running ??= task()
        .catch((error: unknown) => logger.warn({ reason: describeError(error) }, "deliveries are delayed"))
        .finally(() => (running = undefined))),
    settled: async () => void (await running),
  };
}
