import type { StoredDigest } from "../../../ports/desk/digest-store.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { digestToken } from "../delivery/make-token.js";
import { keepSchedule } from "./digest-record.js";

/** What the links in mails do. They work without a key: their token is one. */
export interface AnswerLinks {
  /** The digest that a link confirms; `undefined` for an unknown or old one. Changes nothing. */
  findConfirmation(token: string): Promise<StoredDigest | undefined>;
  confirm(token: string): Promise<StoredDigest | undefined>;
  findUnsubscribe(token: string): Promise<StoredDigest | undefined>;
  /** Once more changes nothing. */
  unsubscribe(token: string): Promise<StoredDigest | undefined>;
}

export function createAnswerLinks(ports: DeliveryPorts): AnswerLinks {
  const { digests, clock } = ports;
  const findConfirmation = async (token: string) => {
    const digest = await digests.findConfirmation(digestToken(token));
    return digest?.confirmation && digest.confirmation.until > clock() ? digest : undefined;
  };
  const save = async (digest: StoredDigest) => {
    await digests.saveDigest(digest);
    await keepSchedule(ports, digest);
    return digest;
  };
  return {
    findConfirmation,
    async confirm(token) {
      const digest = await findConfirmation(token);
      // A link that is opened twice says that the address is confirmed, as long as it is valid.
      return digest && save({ ...digest, state: "active" });
    },
    findUnsubscribe: (token) => digests.findUnsubscribe(token),
    async unsubscribe(token) {
      const digest = await digests.findUnsubscribe(token);
      if (!digest) return undefined;
      const { confirmation: _, ...rest } = digest;
      return save({ ...rest, state: "unsubscribed" });
    },
  };
}
