import { type Digest, digestLimits, type MailRecord, toCron } from "../../../domain/digests/digest.js";
import type { StoredDigest } from "../../../ports/desk/digest-store.js";
import type { Parcel } from "../../../ports/desk/outbox.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";

/** A digest as its reader sees it. */
export async function describeDigest(
  { outbox }: Pick<DeliveryPorts, "outbox">,
  { id, address, frequency, weekday, time, timeZone, state, follows, createdAt }: StoredDigest,
): Promise<Digest> {
  return {
    id,
    address,
    frequency,
    weekday,
    time,
    timeZone,
    state,
    ...(follows && { follows }),
    createdAt: createdAt.toISOString(),
    mails: (await outbox.list(id, digestLimits.mails)).map(describeMail),
  };
}

export function describeMail({ id, kind, state, count, attempts, reason, createdAt, sentAt }: Parcel): MailRecord {
  return {
    id,
    kind: kind === "call" ? "digest" : kind,
    state,
    papers: count,
    attempts,
    ...(reason !== undefined && { reason }),
    createdAt: createdAt.toISOString(),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
  };
}

export const schedulePrefix = "digest:";

/** An active digest is due at its times, any other never. */
export async function keepSchedule(
  { schedules }: Pick<DeliveryPorts, "schedules">,
  digest: StoredDigest,
): Promise<void> {
  const id = `${schedulePrefix}${digest.id}`;
  if (digest.state === "active") await schedules.set(id, { cron: toCron(digest), timeZone: digest.timeZone });
  else await schedules.remove(id);
}
