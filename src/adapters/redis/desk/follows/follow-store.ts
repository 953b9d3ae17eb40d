import { randomBytes } from "node:crypto";
import { checkFollowCount, patchSpec } from "../../../../domain/follows/kept-follow.js";
import { spellId } from "../../../../domain/input/spell-id.js";
import type {
  AddedFollow,
  FollowName,
  FollowStore,
  StoredChange,
  StoredFollow,
} from "../../../../ports/desk/follow-store.js";
import type { Transaction } from "../../transact.js";
import type { FollowContext } from "./context.js";
import { noteChange } from "./stored/follow-changes.js";
import { inSlices, readFollows, toStored } from "./stored/read-follows.js";
import { removeFollow } from "./remove-follow.js";
import { describedFields, type FollowFields, readDescribed, writeFields } from "./stored/stored-follow.js";

export function createRedisFollowStore(context: FollowContext): FollowStore {
  const { connection, keys } = context;
  const findNumber = createFindNumber(context);
  const listNumbers = async (reader: string) => {
    const inbox = await context.findInbox(reader);
    if (inbox === undefined) return [];
    const [numbers] = (await connection.pipe([["hvals", keys.ids(inbox)]])) as [string[]];
    return numbers.map(Number);
  };
  const describe = async (numbers: readonly number[]) => {
    const read = await inSlices(numbers, (slice) =>
      connection.pipe(slice.map((number) => ["hmget", keys.follow(number), ...describedFields])),
    );
    return read.flatMap((answers) => readDescribed(answers as (string | null)[]) ?? []);
  };
  return {
    listFollows: async (reader) => describe((await listNumbers(reader)).toSorted((one, other) => other - one)),
    async readFollow(follow) {
      const number = await findNumber(follow);
      return number === undefined ? undefined : (await describe([number]))[0];
    },
    addFollow: (follow) => addFollow(context, follow),
    changeFollow: (number, change) => changeFollow(context, number, change),
    async removeFollow({ reader, id }) {
      const inbox = await context.findInbox(reader);
      return inbox === undefined ? undefined : removeFollow(context, inbox, id);
    },
    async findStored(follow) {
      const number = await findNumber(follow);
      return number === undefined ? undefined : (await readFollows(context, [number]))[0];
    },
    async listStored({ onlySources = false } = {}) {
      const [numbers] = (await connection.pipe([["zrange", onlySources ? keys.sources : keys.all, 0, -1]])) as [
        string[],
      ];
      return readFollows(context, numbers.map(Number));
    },
  };
}

function createFindNumber({ connection, keys, findInbox }: FollowContext) {
  return async ({ reader, id }: FollowName): Promise<number | undefined> => {
    const inbox = await findInbox(reader);
    if (inbox === undefined) return undefined;
    const [number] = await connection.pipe([["hget", keys.ids(inbox), id]]);
    return typeof number === "string" ? Number(number) : undefined;
  };
}

async function addFollow(context: FollowContext, follow: AddedFollow): Promise<StoredFollow> {
  const { keys, papers } = context;
  return context.transact(keys.recordVersion, async (tx) => {
    const { inbox, number, isFirst } = await takeNumbers(context, tx, follow.reader);
    await noteChange(context, tx, { number });
    const id = spellId(randomBytes(9));
    const after = await papers.readLastOrdinal();
    // As long as nothing is followed, nothing is matched: the log is read from the first follow on.
    if (isFirst) {
      const last = await papers.readLastChange();
      tx.write("HSET", keys.matched, "text", last, "vector", last);
    }
    const facts = ["id", id, "reader", follow.reader, "inbox", inbox, "paused", 0, "after", after];
    tx.write("HSET", keys.follow(number), ...facts, "createdAt", context.now(), ...writeFields(follow));
    tx.write("HSET", keys.ids(inbox), id, number);
    tx.write("ZADD", keys.all, number, number);
    if (follow.state) tx.write("ZADD", keys.sources, number, number);
    return { ...follow, number, id, after, isPaused: false };
  });
}

/** The number of a new follow, and of its reader's inbox. Throws `too_large` for one follow too many. */
async function takeNumbers({ connection, keys }: FollowContext, tx: Transaction, reader: string) {
  const [known, numbers, count] = (await connection.pipe([
    ["hget", keys.inboxes, reader],
    ["hmget", keys.numbers, "follow", "inbox"],
    ["zcard", keys.all],
  ])) as [string | null, (string | null)[], number];
  const [lastFollow, lastInbox] = numbers.map((last) => Number(last ?? 0)) as [number, number];
  const inbox = known === null ? lastInbox + 1 : Number(known);
  const number = lastFollow + 1;
  await tx.join([keys.inboxVersion(inbox)]);
  const [own] = (await connection.pipe([["hlen", keys.ids(inbox)]])) as [number];
  checkFollowCount(own);
  tx.write("HSET", keys.inboxes, reader, inbox);
  tx.write("HSET", keys.numbers, "follow", number, "inbox", Math.max(inbox, lastInbox));
  return { inbox, number, isFirst: count === 0 };
}

async function changeFollow(
  context: FollowContext,
  number: number,
  { patch, read, vector, state }: StoredChange,
): Promise<StoredFollow | undefined> {
  const { connection, transact, keys, papers } = context;
  const [inbox] = await connection.pipe([["hget", keys.follow(number), "inbox"]]);
  if (typeof inbox !== "string") return undefined;
  return transact(keys.inboxVersion(Number(inbox)), async (tx) => {
    const [fields] = (await connection.pipe([["hgetall", keys.follow(number)]])) as [Partial<FollowFields>];
    const stored = toStored(number, fields);
    if (!stored) return undefined;
    if (patch) await noteChange(context, tx, { number });
    const isPaused = patch?.isPaused ?? stored.isPaused;
    const changed: StoredFollow = {
      ...stored,
      spec: patchSpec(stored.spec, patch ?? {}),
      name: patch?.name ?? stored.name,
      isPaused,
      after: stored.isPaused && !isPaused ? await papers.readLastOrdinal() : stored.after,
      ...(read && { read }),
      ...(vector && { vector }),
      ...(state && { state }),
    };
    const { name, spec, after } = changed;
    const facts = ["paused", isPaused ? 1 : 0, "after", after];
    tx.write("HSET", keys.follow(number), ...facts, ...writeFields({ name, spec, read, vector, state }));
    if (state) tx.write("ZADD", keys.sources, number, number);
    return changed;
  });
}
