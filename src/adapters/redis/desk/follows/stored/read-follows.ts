import type { StoredFollow } from "../../../../../ports/desk/follow-store.js";
import type { FollowContext } from "../context.js";
import { type FollowFields, readStored } from "./stored-follow.js";

/** Follows read at a time: others have their turn between. */
const sliceSize = 250;

/** Those of these follows that are there. */
export async function readFollows(
  { connection, keys }: FollowContext,
  numbers: readonly number[],
): Promise<StoredFollow[]> {
  const read = await inSlices(numbers, (slice) =>
    connection.pipe(slice.map((number) => ["hgetall", keys.follow(number)])),
  );
  return numbers.flatMap((number, at) => toStored(number, read[at] as Partial<FollowFields>) ?? []);
}

export function toStored(number: number, fields: Partial<FollowFields>): StoredFollow | undefined {
  return fields.id === undefined ? undefined : readStored(number, fields as FollowFields);
}

export async function inSlices<Item, Answer>(
  items: readonly Item[],
  read: (slice: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const all: Answer[] = [];
  for (let from = 0; from < items.length; from += sliceSize) {
    all.push(...(await read(items.slice(from, from + sliceSize))));
  }
  return all;
}
