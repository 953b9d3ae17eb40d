import type { WrittenMail } from "../../../domain/digests/write-mail.js";
import { writeConfirmation } from "../../../domain/digests/write-mail.js";
import { confirmationHours, mailLimits } from "../../../domain/digests/digest.js";
import { AppError } from "../../../errors.js";
import type { StoredDigest } from "../../../ports/desk/digest-store.js";
import type { NewParcel } from "../../../ports/desk/outbox.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { digestToken, makeId, makeToken } from "../delivery/make-token.js";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What the outbox keeps of a mail. */
export interface MailPayload {
  readonly to: string;
  readonly mail: WrittenMail;
}

export interface PutMail extends Pick<NewParcel, "kind" | "count" | "key" | "tells"> {
  readonly digest: StoredDigest;
  readonly mail: WrittenMail;
}

/** Puts a mail into the outbox. Returns its id, or `undefined` if the outbox refuses it. */
export async function putMail({ outbox }: Pick<DeliveryPorts, "outbox">, parts: PutMail): Promise<string | undefined> {
  const { digest, mail, ...rest } = parts;
  const payload: MailPayload = { to: digest.address, mail };
  const id = makeId();
  const { id: owner, reader, address } = digest;
  const isNew = await outbox.add({
    ...rest,
    id,
    owner,
    reader,
    address: address.toLowerCase(),
    payload: JSON.stringify(payload),
  });
  return isNew ? id : undefined;
}

/**
 * Asks an address to confirm; the digest is stored with a new token. Throws `too_many` when the address or the reader has
 * had enough of these mails today.
 */
export async function askToConfirm(ports: DeliveryPorts, digest: StoredDigest): Promise<StoredDigest> {
  const { digests, outbox, clock, publicUrl } = ports;
  const now = clock().getTime();
  const since = new Date(now - dayMs);
  const ofAddress = await outbox.count("confirm", since, { address: digest.address.toLowerCase() });
  const ofReader = await outbox.count("confirm", since, { reader: digest.reader });
  if (ofAddress >= mailLimits.confirmationsOfAddress || ofReader >= mailLimits.confirmationsOfReader) {
    const limits = `${mailLimits.confirmationsOfAddress} a day to one address, ${mailLimits.confirmationsOfReader} in all`;
    throw new AppError("too_many", `Too many mails to confirm an address were sent (${limits}): wait a day.`);
  }
  const token = makeToken();
  const until = new Date(now + confirmationHours * hourMs);
  const asked: StoredDigest = { ...digest, state: "unconfirmed", confirmation: { hash: digestToken(token), until } };
  await digests.saveDigest(asked);
  const link = `${publicUrl}v1/digests/confirm/${token}`;
  const mail = writeConfirmation(link, { times: digest, base: publicUrl });
  await putMail(ports, { kind: "confirm", count: 0, digest: asked, mail });
  return asked;
}
