import type { FoundQuery } from "../../../../ports/desk/match-store.js";
import type { RedisCommand } from "../../connect.js";
import type { FollowContext } from "./context.js";
import { chunkOf, toRow } from "./rows.js";

/** Matches of an inbox by their numbers. */
export interface FoundRange {
  readonly inbox: number;
  readonly order: FoundQuery["order"];
  readonly after: number;
  readonly before: number;
  readonly limit: number;
}

/** Chunks to read next. */
export interface FoundPart {
  readonly chunks: readonly number[];
  /** Whether all matches up to this number, in the order, are in this part and those before it. */
  isComplete(number: number): boolean;
}

const firstChunks = 4;
const maxChunks = 64;

/** All chunks of an inbox with matches of the range. */
export async function* walkChunks(context: FollowContext, range: FoundRange): AsyncGenerator<FoundPart> {
  const { connection, keys } = context;
  const { inbox, order } = range;
  const index = keys.index(inbox, order === "oldest" ? "first" : "last");
  yield { chunks: await findSpanning(context, range), isComplete: () => false };
  for (let from = 0, count = firstChunks; ; count = Math.min(2 * count, maxChunks)) {
    const [answer] = await connection.pipe([rangeOf(index, range, { from, count: count + 1 })]);
    const listed = readScored(answer);
    const next = listed[count]?.score;
    const chunks = listed.slice(0, count).map(({ member }) => member);
    yield { chunks, isComplete: (number) => next === undefined || isBefore(order, number, next) };
    if (next === undefined) return;
    from += count;
  }
}

/** Chunks with matches on both sides of where the range begins: no index has them by it. */
async function findSpanning(
  { connection, keys }: FollowContext,
  { inbox, order, after, before }: FoundRange,
): Promise<readonly number[]> {
  const edge = order === "oldest" ? after + 1 : before;
  if (edge <= 1 || edge === Infinity) return [];
  const [beyond] = (await connection.pipe([["zrangebyscore", keys.index(inbox, "last"), edge, "+inf"]])) as [string[]];
  if (beyond.length === 0) return [];
  const [firsts] = (await connection.pipe([["zmscore", keys.index(inbox, "first"), ...beyond]])) as [string[]];
  return beyond.filter((_, at) => Number(firsts[at]) < edge).map(Number);
}

/** Only the chunks of a few follows. */
export async function* walkFollows(
  { connection, keys }: FollowContext,
  range: FoundRange,
  follows: readonly number[],
): AsyncGenerator<FoundPart> {
  const { inbox, order, limit } = range;
  let open = follows;
  for (let from = 0, count = Math.min(limit, maxChunks); open.length > 0; from += count) {
    const read = await connection.pipe(open.map((follow) => rangeOf(keys.found(follow), range, { from, count })));
    const listed = read.map((answer) => readScored(answer));
    const places = listed.flatMap((works) => works.map(({ member }) => member));
    const chunks = [...new Set(places.map((place) => chunkOf(toRow(inbox, place))))];
    const ends = listed.flatMap((works) => (works.length < count ? [] : [works.at(-1)!.score]));
    yield { chunks, isComplete: (number) => !ends.some((end) => isBefore(order, end, number)) };
    open = open.filter((_, at) => listed[at]!.length === count);
  }
}

const isBefore = (order: FoundQuery["order"], one: number, other: number) =>
  order === "oldest" ? one < other : one > other;

interface Slice {
  readonly from: number;
  readonly count: number;
}

function rangeOf(key: string, { order, after, before }: FoundRange, { from, count }: Slice): RedisCommand {
  const [least, most] = [`(${after}`, before === Infinity ? "+inf" : `(${before}`];
  const limits = ["WITHSCORES", "LIMIT", from, count] as const;
  return order === "oldest"
    ? ["zrangebyscore", key, least, most, ...limits]
    : ["zrevrangebyscore", key, most, least, ...limits];
}

function readScored(answer: unknown): readonly { readonly member: number; readonly score: number }[] {
  const words = (answer as string[]).map(Number);
  return words.flatMap((member, at) => (at % 2 === 0 ? [{ member, score: words[at + 1]! }] : []));
}
