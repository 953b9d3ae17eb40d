import { digestLimits } from "../../../domain/digests/digest.js";
import { writeDigest } from "../../../domain/digests/write-mail.js";
import { type DeliveredMatch, type DeliveredPaper, foldMatches } from "../../../domain/feeds/delivered-match.js";
import type { StoredDigest } from "../../../ports/desk/digest-store.js";
import type { Due } from "../../../ports/desk/schedules.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { schedulePrefix } from "./digest-record.js";
import { putMail } from "./put-mail.js";

/** Matches that one mail can tell of; those beyond it are in the next. */
const maxMatches = 1_000;
const testPapers = 10;

/**
 * Writes the mail of a due digest into the outbox, if there is something new. What is due twice, after a crash, is written
 * once: the due time is its key. What two processes tell of at once is in one mail.
 */
export async function prepareDigest(ports: DeliveryPorts, { id, at }: Due): Promise<void> {
  const digest = await ports.digests.readDigest(id.slice(schedulePrefix.length));
  if (digest?.state !== "active") return void (await ports.schedules.remove(id));
  const { reader, follows, lastMatch } = digest;
  const page = { each: "work", order: "oldest", after: lastMatch, limit: maxMatches } as const;
  const matches = await ports.matches.listMatches({ reader, follows, ...page });
  const last = matches.at(-1);
  if (!last) return;
  const papers = rank(foldMatches(matches));
  const content = { papers: papers.slice(0, digestLimits.papers), total: papers.length, times: digest, isTest: false };
  const mail = writeDigest(content, addressesOf(ports, digest));
  const count = papers.length;
  const tells = { after: lastMatch, upTo: last.number };
  await putMail(ports, { kind: "digest", key: at.toISOString(), tells, count, digest, mail });
  ports.wake();
}

/** Writes a test with the newest papers. Returns its id. */
export async function putTest(ports: DeliveryPorts, digest: StoredDigest): Promise<string | undefined> {
  const { reader, follows } = digest;
  const page = { each: "work", order: "newest", limit: testPapers } as const;
  const papers = foldMatches(await ports.matches.listMatches({ reader, follows, ...page }));
  const content = { papers, total: papers.length, times: digest, isTest: true };
  const mail = writeDigest(content, addressesOf(ports, digest));
  return putMail(ports, { kind: "test", count: papers.length, digest, mail });
}

/** The best first. */
function rank(papers: readonly DeliveredPaper[]): readonly DeliveredPaper[] {
  const scoreOf = ({ matches }: DeliveredPaper) => Math.max(...matches.map(({ score }: DeliveredMatch) => score));
  return papers.toSorted((one, other) => scoreOf(other) - scoreOf(one));
}

function addressesOf({ publicUrl }: DeliveryPorts, { unsubscribeToken }: StoredDigest) {
  return { base: publicUrl, unsubscribe: `${publicUrl}v1/digests/unsubscribe/${unsubscribeToken}` };
}
