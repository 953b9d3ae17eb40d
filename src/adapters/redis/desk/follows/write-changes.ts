import { listFirstNumbers, listFitting, listWorkPapers, type Work } from "../../../../domain/follows/work.js";
import type { Transaction } from "../../transact.js";
import { createCountChanges } from "./counts.js";
import type { DraftedChunk, DraftedWork } from "./drafted-chunk.js";
import { listDrafted } from "./drafted-chunk.js";
import type { ChunkIndex, FollowKeys } from "./keys.js";
import { placeOf } from "./rows.js";
import { writeChunk } from "./work-codec.js";

/** Writes the chunks that changed, and brings up to date what is found and counted by them. */
export function writeChanges(tx: Transaction, keys: FollowKeys, chunks: readonly DraftedChunk[]): void {
  const changed = chunks.map((drafted) => ({
    drafted,
    changes: listDrafted(drafted).filter(({ before, after }) => before !== after),
  }));
  const changes = changed.flatMap((each) => each.changes);
  // What one work gives up another may take.
  for (const change of changes) giveUp(tx, keys, change);
  for (const change of changes) take(tx, keys, change);
  count(tx, keys, changes);
  for (const each of changed) if (each.changes.length > 0) writeDrafted(tx, keys, each.drafted);
}

function giveUp(tx: Transaction, keys: FollowKeys, { inbox, row, before, after }: DraftedWork): void {
  if (!before) return;
  const [papers, gone, follows] = [listPapersOf(after), listGone(after), listFirsts(after)];
  for (const ordinal of listPapersOf(before)) if (!papers.has(ordinal)) tx.write("HDEL", keys.places(ordinal), inbox);
  for (const id of listGone(before)) if (!gone.has(id)) tx.write("SREM", keys.gone(id), row);
  for (const follow of listFirsts(before).keys()) {
    if (!follows.has(follow)) tx.write("ZREM", keys.found(follow), placeOf(row));
  }
}

function take(tx: Transaction, keys: FollowKeys, { inbox, row, before, after }: DraftedWork): void {
  if (!after) return;
  const [papers, gone, follows] = [listPapersOf(before), listGone(before), listFirsts(before)];
  for (const ordinal of listPapersOf(after)) {
    if (!papers.has(ordinal)) tx.write("HSET", keys.places(ordinal), inbox, placeOf(row));
  }
  for (const id of listGone(after)) if (!gone.has(id)) tx.write("SADD", keys.gone(id), row);
  for (const [follow, number] of listFirsts(after)) {
    if (follows.get(follow) !== number) tx.write("ZADD", keys.found(follow), number, placeOf(row));
  }
}

const listPapersOf = (work: Work | undefined) => (work ? listWorkPapers(work) : new Set<number>());
const listFirsts = (work: Work | undefined) => (work ? listFirstNumbers(work) : new Map<number, number>());
const listGone = (work: Work | undefined) =>
  new Set([work?.gone, ...(work?.matches.map(({ gone }) => gone) ?? [])].filter((id) => id !== undefined));

function count(tx: Transaction, keys: FollowKeys, changes: readonly DraftedWork[]): void {
  const counts = createCountChanges();
  for (const { inbox, before, after } of changes) {
    for (const [work, sign] of [[before, -1] as const, [after, 1] as const]) {
      counts.add(keys.inbox(inbox), work, sign);
      for (const follow of work ? listFitting(work) : []) counts.add(keys.follow(follow), work, sign);
    }
  }
  for (const [key, name, by] of counts.list()) tx.write("HINCRBY", key, name, by);
}

function writeDrafted(tx: Transaction, keys: FollowKeys, { inbox, chunk, before, works }: DraftedChunk): void {
  const key = keys.chunk(inbox, chunk);
  if (works.size === 0) tx.write("DEL", key);
  else tx.write("SET", key, writeChunk(works.values()));
  const [was, is] = [indexChunk(chunk, before.values()), indexChunk(chunk, works.values())];
  for (const name of Object.keys(is) as ChunkIndex[]) {
    if (is[name] === was[name]) continue;
    if (is[name] === undefined) tx.write("ZREM", keys.index(inbox, name), chunk);
    else tx.write("ZADD", keys.index(inbox, name), is[name], chunk);
  }
}

/** Where a chunk has its place in each index. Works whose papers were removed count: those may come again. */
function indexChunk(chunk: number, all: Iterable<Work>): Readonly<Record<ChunkIndex, number | undefined>> {
  const works = [...all];
  const shown = works.filter(({ dismissedAt }) => dismissedAt === undefined);
  const numbers = works.flatMap(({ matches }) => matches.map(({ number }) => number));
  const has = (isIn: boolean) => (isIn ? chunk : undefined);
  return {
    shown: has(shown.length > 0),
    new: has(shown.some(({ isSeen }) => !isSeen)),
    out: has(shown.length < works.length),
    first: numbers.length > 0 ? Math.min(...numbers) : undefined,
    last: numbers.length > 0 ? Math.max(...numbers) : undefined,
  };
}
