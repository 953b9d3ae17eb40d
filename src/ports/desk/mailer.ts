import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { WrittenMail } from "../../domain/digests/write-mail.js";

export interface OutgoingMail extends WrittenMail {
  readonly to: string;
  /** The same in every attempt: `<…@…>`. */
  readonly messageId: string;
  readonly date: Date;
}

/** `unknown`: the connection ended after the mail was handed over, and before the server said whether it took it. */
export type MailOutcome =
  { readonly outcome: "sent" } | { readonly outcome: "later" | "refused" | "unknown"; readonly reason: string };

/** Hands mails to a mail server. */
export interface Mailer {
  /** The server for display, without user and password. */
  readonly name: string;
  /** The address that mails come from. */
  readonly from: string;
  /** Never rejects. Once the signal is aborted, a mail that was not handed over yet is left for `later`. */
  send(mail: OutgoingMail, options?: CallOptions): Promise<MailOutcome>;
  /** Why the server takes no mail, if it does not. */
  findTrouble(): Promise<string | undefined>;
  close(): void;
}
