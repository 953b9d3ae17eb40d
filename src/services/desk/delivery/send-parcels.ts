import { signMessage } from "../../../domain/webhooks/sign.js";
import { describeError } from "../../../errors.js";
import type { MailOutcome } from "../../../ports/desk/mailer.js";
import type { Outbox, Parcel, Settlement } from "../../../ports/desk/outbox.js";
import type { MailPayload } from "../digests/put-mail.js";
import type { DeliveryPorts } from "./delivery-ports.js";

type Claimed = NonNullable<Awaited<ReturnType<Outbox["claim"]>>>;

const minute = 60_000;
const hour = 60 * minute;
/** Waits after each failed attempt: of mails half a day in all, of webhooks a little more than a day. */
const mailWaits = [minute, 5 * minute, 15 * minute, hour, 2 * hour, 4 * hour, 6 * hour];
const callWaits = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 8 * hour, 10 * hour];

const sentAtOnce = 4;

/** Sends what waits in the outbox. */
export interface ParcelSender {
  /** Sends all that is due; resolves when that has been tried. */
  sendDue(): Promise<void>;
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>;
}

export function createParcelSender(ports: DeliveryPorts): ParcelSender {
  const { outbox, clock, logger } = ports;
  let running: Promise<void> | undefined;
  let again = false;
  const sendOne = async (parcel: Claimed) => {
    const settlement = await (parcel.kind === "call" ? callWebhook(ports, parcel) : sendMail(ports, parcel));
    await outbox.settle(parcel.id, settlement);
    if (settlement.state === "failed" || settlement.state === "unknown") {
      const { kind, address, owner } = parcel;
      logger.warn({ kind, owner, address, reason: settlement.reason }, "a delivery was given up");
    }
  };
  const work = async () => {
    for (let parcel = await outbox.claim(clock()); parcel; parcel = await outbox.claim(clock())) await sendOne(parcel);
  };
  const run = async () => {
    do {
      again = false;
      await Promise.all(Array.from({ length: sentAtOnce }, work));
    } while (again);
  };
  return {
    sendDue() {
      again = true;
      running ??= run()
        .catch((error: unknown) => logger.error({ reason: describeError(error) }, "deliveries could not be sent"))
        .finally(() => (running = undefined));
      return running;
    },
    settled: async () => void (await running),
  };
}

async function sendMail(ports: DeliveryPorts, parcel: Claimed): Promise<Settlement> {
  const { mailer, digests, clock } = ports;
  const digest = await digests.readDigest(parcel.owner);
  if (!digest || (parcel.kind !== "confirm" && digest.state === "unsubscribed"))
    return { state: "failed", reason: "It was unsubscribed before the mail was sent." };
  const { to, mail } = JSON.parse(parcel.payload) as MailPayload;
  const messageId = `<${parcel.id}@${new URL(ports.publicUrl).hostname}>`;
  const outcome: MailOutcome = mailer
    ? await mailer.send({ ...mail, to, messageId, date: parcel.createdAt })
    : { outcome: "later", reason: "SMTP_URL is not set." };
  if (outcome.outcome === "sent") return { state: "sent" };
  const { reason } = outcome;
  if (outcome.outcome === "unknown") return { state: "unknown", reason: `It may not have been delivered: ${reason}` };
  if (outcome.outcome === "refused") return { state: "failed", reason };
  return waitOrFail(parcel, { waits: mailWaits, reason, now: clock() });
}

async function callWebhook(ports: DeliveryPorts, parcel: Claimed): Promise<Settlement> {
  const { webhooks, caller, clock } = ports;
  const webhook = await webhooks.readWebhook(parcel.owner);
  if (!webhook) return { state: "failed", reason: "The webhook was deleted." };
  const now = clock();
  const { url, secret, oldSecret } = webhook;
  const secrets = [secret, ...(oldSecret && oldSecret.until > now ? [oldSecret.secret] : [])];
  const timestamp = Math.floor(now.getTime() / 1000);
  const headers = signMessage({ id: parcel.id, timestamp, body: parcel.payload }, secrets);
  const reason = await caller.call({ url, headers, body: parcel.payload });
  return reason === undefined ? { state: "sent" } : waitOrFail(parcel, { waits: callWaits, reason, now: clock() });
}

interface Waiting {
  readonly waits: readonly number[];
  readonly reason: string;
  readonly now: Date;
}

function waitOrFail({ attempts }: Parcel, { waits, reason, now }: Waiting): Settlement {
  const wait = waits[attempts - 1];
  if (wait === undefined) return { state: "failed", reason };
  return { state: "waiting", reason, nextAt: new Date(now.getTime() + wait) };
}
