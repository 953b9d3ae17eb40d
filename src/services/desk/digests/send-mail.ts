import type { CallOptions } from "../../../domain/concurrency/call-options.js";
import { endSentence, planRetry } from "../../../domain/delivery/plan-retry.js";
import type { MailOutcome } from "../../../ports/desk/mailer.js";
import type { ClaimedParcel, Settlement } from "../../../ports/desk/outbox.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import type { MailPayload } from "./put-mail.js";

type Ports = Pick<DeliveryPorts, "mailer" | "digests" | "clock" | "publicUrl">;

/** Hands a mail to the mail server, unless its digest has ended. */
export async function sendMail(ports: Ports, parcel: ClaimedParcel, options: CallOptions): Promise<Settlement> {
  const { mailer, digests, clock, publicUrl } = ports;
  const digest = await digests.readDigest(parcel.owner);
  if (!digest || (parcel.kind !== "confirm" && digest.state === "unsubscribed"))
    return { state: "failed", reason: "It was unsubscribed before the mail was sent." };
  const { to, mail } = JSON.parse(parcel.payload) as MailPayload;
  const messageId = `<${parcel.id}@${new URL(publicUrl).hostname}>`;
  const handed: MailOutcome = mailer
    ? await mailer.send({ ...mail, to, messageId, date: parcel.createdAt }, options)
    : { outcome: "later", reason: "SMTP_URL is not set." };
  if (handed.outcome === "sent") return { state: "sent" };
  const reason = endSentence(handed.reason);
  if (handed.outcome === "unknown")
    return {
      state: "unknown",
      reason: `It may not have been delivered: ${reason} Send it again if it did not arrive.`,
    };
  if (handed.outcome === "refused")
    return { state: "failed", reason: `${reason} Check the address, then send it again.` };
  return planRetry({ kind: "mail", attempts: parcel.attempts, reason: handed.reason, now: clock() });
}
