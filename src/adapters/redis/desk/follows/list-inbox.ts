import { listFitting, type Work } from "../../../../domain/follows/work.js";
import type { InboxPage, MatchStore } from "../../../../ports/desk/match-store.js";
import type { FollowContext } from "./context.js";
import { countNames, listStates, readCounts } from "./counts.js";
import { readChunks } from "./read-chunks.js";
import { chunkOf, lastChunkUpTo, toRow } from "./rows.js";

type Page = Awaited<ReturnType<MatchStore["listInbox"]>>;

/** A page, by the chunks that have such works. */
export async function listInbox(context: FollowContext, page: InboxPage): Promise<Page> {
  const { connection, transact, keys } = context;
  const inbox = await context.findInbox(page.reader);
  if (inbox === undefined) return { rows: [], total: 0, new: 0 };
  return transact(keys.inboxVersion(inbox), async () => {
    const counted = page.follow === undefined ? keys.inbox(inbox) : keys.follow(page.follow);
    const [answers] = (await connection.pipe([["hmget", counted, ...countNames]])) as [(string | null)[]];
    const counts = readCounts(answers);
    const unseen = page.dismissed ? counts.outNew : counts.new;
    const all = page.dismissed ? counts.out : counts.shown;
    const total = page.onlyNew ? unseen : all;
    const works = total === 0 ? [] : await listWorks(context, inbox, page);
    return { rows: works.map(describeRow), total, new: unseen };
  });
}

function describeRow({ number, ordinal, at, isSeen }: Work): Page["rows"][number] {
  return { number, ordinal: ordinal!, at: new Date(at), isNew: !isSeen };
}

async function listWorks(context: FollowContext, inbox: number, page: InboxPage): Promise<readonly Work[]> {
  const { follow, onlyNew, dismissed, before = Infinity, limit } = page;
  const state = dismissed ? (onlyNew ? "outNew" : "out") : onlyNew ? "new" : "shown";
  const isAsked = (work: Work) =>
    work.number < before && listStates(work).includes(state) && (follow === undefined || listFitting(work).has(follow));
  const found: Work[] = [];
  for await (const chunks of follow === undefined
    ? walkIndex(context, inbox, page)
    : walkFollow(context, inbox, page)) {
    const works = await readChunks(context, inbox, chunks);
    found.push(...works.filter(isAsked).toSorted((one, other) => other.number - one.number));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** Chunks are read in more and more at a time: most pages are in the first few. */
const firstChunks = 2;
const maxChunks = 64;

const indexOf = ({ dismissed, onlyNew }: InboxPage) => (dismissed ? "out" : onlyNew ? "new" : "shown");

/** The chunks of a page, the newest first. */
async function* walkIndex({ connection, keys }: FollowContext, inbox: number, page: InboxPage) {
  const key = keys.index(inbox, indexOf(page));
  let upTo = page.before === undefined ? "+inf" : String(lastChunkUpTo(inbox, page.before));
  for (let count = firstChunks; ; count = Math.min(2 * count, maxChunks)) {
    const [read] = (await connection.pipe([["zrevrangebyscore", key, upTo, "-inf", "LIMIT", 0, count]])) as [string[]];
    yield read.map(Number);
    if (read.length < count) return;
    upTo = `(${read.at(-1)}`;
  }
}

/** The chunks of the works of a follow, at most a thousand. */
async function* walkFollow({ connection, keys }: FollowContext, inbox: number, page: InboxPage) {
  const [places] = (await connection.pipe([["zrange", keys.found(page.follow!), 0, -1]])) as [string[]];
  const rows = places.map((place) => toRow(inbox, Number(place))).filter((row) => row < (page.before ?? Infinity));
  const chunks = [...new Set(rows.map(chunkOf))].toSorted((one, other) => other - one);
  if (chunks.length === 0) return;
  const [indexed] = (await connection.pipe([["zmscore", keys.index(inbox, indexOf(page)), ...chunks]])) as [
    (string | null)[],
  ];
  const asked = chunks.filter((_, at) => indexed[at] !== null);
  for (let count = firstChunks; asked.length > 0; count = Math.min(2 * count, maxChunks)) yield asked.splice(0, count);
}
