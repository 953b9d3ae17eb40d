import { type AnswerLinks, createAnswerLinks } from "../digests/answer-links.js";
import { createReadFeed, type ReadFeed } from "../feeds/manage-feeds.js";
import type { DeliveryPorts } from "./delivery-ports.js";

/** What programs and people reach without a key, by a token that was delivered to them. */
export interface Delivered extends ReadFeed, AnswerLinks {
  /** Why no mail can be sent, if it cannot; `undefined` without a mail server too. */
  findMailTrouble(): Promise<string | undefined>;
}

/** A mail server is asked at most this often. */
const askedMs = 60_000;

export function createDelivered(ports: DeliveryPorts): Delivered {
  let asked: { readonly at: number; readonly trouble: Promise<string | undefined> } | undefined;
  return {
    ...createReadFeed(ports),
    ...createAnswerLinks(ports),
    findMailTrouble() {
      const now = ports.clock().getTime();
      if (!asked || now - asked.at > askedMs || now < asked.at)
        asked = { at: now, trouble: ports.mailer?.findTrouble() ?? Promise.resolve(undefined) };
      return asked.trouble;
    },
  };
}
