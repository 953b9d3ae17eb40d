import {
  type Digest,
  type DigestChange,
  digestLimits,
  type DigestsAnswer,
  type MailRecord,
  mailLimits,
  type NewDigest,
} from "../../../domain/digests/digest.js";
import { AppError } from "../../../errors.js";
import type { StoredDigest } from "../../../ports/desk/digest-store.js";
import { checkFollows } from "../delivery/check-follows.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { makeId, makeToken } from "../delivery/make-token.js";
import type { DeskCall } from "../desk-call.js";
import { describeDigest, describeMail, keepSchedule } from "./digest-record.js";
import { askToConfirm } from "./put-mail.js";
import { putTest } from "./prepare-digest.js";

interface OneDigest {
  readonly params: { readonly id: string };
}

export interface ManageDigests {
  listDigests(call: DeskCall): Promise<DigestsAnswer>;
  createDigest(call: DeskCall<{ readonly body: NewDigest }>): Promise<Digest>;
  readDigest(call: DeskCall<OneDigest>): Promise<Digest>;
  updateDigest(call: DeskCall<OneDigest & { readonly body: DigestChange }>): Promise<Digest>;
  deleteDigest(call: DeskCall<OneDigest>): Promise<undefined>;
  sendDigest(call: DeskCall<OneDigest>): Promise<MailRecord>;
}

export function createManageDigests(ports: DeliveryPorts): ManageDigests {
  const { digests, matches, clock } = ports;
  const find = async ({ reader, params: { id } }: DeskCall<OneDigest>) => {
    const digest = await digests.readDigest(id);
    if (digest?.reader !== reader) throw new AppError("not_found", `There is no digest ${id}.`);
    return digest;
  };
  return {
    async listDigests({ reader }) {
      const found = await digests.listDigests(reader);
      const { mailer, publicUrl, guessesUrl } = ports;
      const sending = { hasMailServer: mailer !== undefined, publicUrl, isPublicUrlSet: !guessesUrl };
      return { digests: await Promise.all(found.map((digest) => describeDigest(ports, digest))), sending };
    },
    async createDigest({ reader, body }) {
      requireMailer(ports);
      await checkFollows(matches, { reader, follows: body.follows });
      if ((await digests.listDigests(reader)).length >= digestLimits.digests)
        throw new AppError("too_large", `A reader can have at most ${digestLimits.digests} digests.`);
      const { follows, ...times } = body;
      return start(ports, {
        ...times,
        ...(follows && { follows }),
        id: makeId(),
        reader,
        state: "unconfirmed",
        unsubscribeToken: makeToken(),
        lastMatch: await matches.readLast(),
        createdAt: clock(),
      });
    },
    readDigest: async (call) => describeDigest(ports, await find(call)),
    async updateDigest(call) {
      await checkFollows(matches, { reader: call.reader, follows: call.body.follows });
      return change(ports, await find(call), call.body);
    },
    async deleteDigest(call) {
      const digest = await find(call);
      await keepSchedule(ports, { ...digest, state: "paused" });
      await digests.deleteDigest(digest.id);
      return undefined;
    },
    sendDigest: async (call) => sendNow(ports, await find(call)),
  };
}

function requireMailer({ mailer }: DeliveryPorts): void {
  if (!mailer) throw new AppError("unavailable", "This server sends no mail: set SMTP_URL and MAIL_FROM.");
}

/** A mail to the address that the server sends from is the operator's own: nobody else could be bothered by it. */
async function start(ports: DeliveryPorts, digest: StoredDigest): Promise<Digest> {
  const isOwn = digest.address.toLowerCase() === ports.mailer?.from.toLowerCase();
  const { confirmation: _, ...rest } = digest;
  const started: StoredDigest = isOwn ? { ...rest, state: "active" } : await askToConfirm(ports, digest);
  if (isOwn) await ports.digests.saveDigest(started);
  await keepSchedule(ports, started);
  ports.wake();
  return describeDigest(ports, started);
}

async function change(ports: DeliveryPorts, digest: StoredDigest, body: DigestChange): Promise<Digest> {
  const { paused, follows, ...fields } = body;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const { follows: before, ...kept } = digest;
  const watched = follows === undefined ? before : (follows ?? undefined);
  const changed: StoredDigest = { ...kept, ...given, ...(watched && { follows: watched }) };
  const isMoved = changed.address.toLowerCase() !== digest.address.toLowerCase();
  if (isMoved || (paused === false && digest.state === "unsubscribed")) {
    requireMailer(ports);
    return start(ports, { ...changed, unsubscribeToken: makeToken() });
  }
  const wasConfirmed = digest.state === "active" || digest.state === "paused";
  const state = paused === undefined || !wasConfirmed ? digest.state : paused ? "paused" : "active";
  const saved = { ...changed, state };
  await ports.digests.saveDigest(saved);
  await keepSchedule(ports, saved);
  return describeDigest(ports, saved);
}

/** Sends again what may not have arrived, or a test; asks an address again that has not confirmed. */
async function sendNow(ports: DeliveryPorts, digest: StoredDigest): Promise<MailRecord> {
  requireMailer(ports);
  if (digest.state === "unsubscribed")
    throw new AppError("conflict", `Nothing is sent to ${digest.address}: it was unsubscribed. Start it again first.`);
  const { outbox } = ports;
  const id = digest.state === "unconfirmed" ? await confirmAgain(ports, digest) : await sendAgain(ports, digest);
  const mails = await outbox.list(digest.id, digestLimits.mails);
  const waiting = mails.find((mail) => mail.id === id);
  if (!waiting) throw new AppError("internal", "the mail is not in the outbox");
  ports.wake();
  return describeMail(waiting);
}

async function confirmAgain(ports: DeliveryPorts, digest: StoredDigest): Promise<string | undefined> {
  await askToConfirm(ports, digest);
  const mails = await ports.outbox.list(digest.id, digestLimits.mails);
  return mails.find(({ kind }) => kind === "confirm")?.id;
}

/** What may not have arrived, or a test. */
async function sendAgain(ports: DeliveryPorts, digest: StoredDigest): Promise<string | undefined> {
  const { outbox, clock } = ports;
  const last = (await outbox.list(digest.id, digestLimits.mails)).find(({ kind }) => kind === "digest");
  const isLost = last && (last.state === "unknown" || last.state === "failed");
  const isAgain = isLost && (await outbox.retry(digest.id, last.id));
  if (!isAgain) {
    const tests = await outbox.count("test", new Date(clock().getTime() - 86_400_000), { owner: digest.id });
    if (tests >= mailLimits.testsOfDigest)
      throw new AppError("too_many", `At most ${mailLimits.testsOfDigest} tests a day are sent: wait until tomorrow.`);
  }
  return isAgain ? last.id : putTest(ports, digest);
}
