import type { FollowChanges } from "../../../../../ports/desk/follow-changes.js";
import type { Transaction } from "../../../transact.js";
import type { FollowContext } from "../context.js";
import { readFollows } from "./read-follows.js";

export function createRedisFollowChanges(context: FollowContext): FollowChanges {
  const { connection, keys } = context;
  const readVersion = () => readCount(context);
  return {
    readVersion,
    async listChanged(since) {
      // The version first: what changes meanwhile is listed again after it.
      const version = await readVersion();
      const isKnown = since !== undefined && since <= version;
      const [changed, all] = (await connection.pipe([
        ["zrangebyscore", keys.changed, isKnown ? `(${since}` : "-inf", "+inf"],
        ["zrange", keys.all, 0, -1],
      ])) as [string[], string[]];
      const listed = (isKnown ? changed : all).map(Number).toSorted((one, other) => one - other);
      return { version, changed: await readFollows(context, listed), numbers: new Set(all.map(Number)) };
    },
  };
}

/** Counts the change of a follow in the transaction that makes it. */
export async function noteChange(
  context: FollowContext,
  tx: Transaction,
  { number, isRemoved = false }: { readonly number: number; readonly isRemoved?: boolean },
): Promise<void> {
  const { keys } = context;
  await tx.join([keys.changeVersion]);
  const version = (await readCount(context)) + 1;
  tx.write("HSET", keys.numbers, "change", version);
  if (isRemoved) tx.write("ZREM", keys.changed, number);
  else tx.write("ZADD", keys.changed, version, number);
}

async function readCount({ connection, keys }: FollowContext): Promise<number> {
  const [count] = await connection.pipe([["hget", keys.numbers, "change"]]);
  return Number(count ?? 0);
}
