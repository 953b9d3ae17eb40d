import { createSerialRunner } from "../../../../domain/concurrency/serial-tasks.js";
import { interruptedReason, parcelKeptMs } from "../../../../domain/delivery/parcel-rules.js";
import type { NewParcel, Outbox, Settlement } from "../../../../ports/desk/outbox.js";
import type { DeskParts } from "../desk-parts.js";
import { createClaim, type Attempts, silentMs } from "./claim-parcel.js";
import { countedBy } from "./delivery-keys.js";
import { type KeptParcel, openParcels, toParcel, writeParcelKey } from "./parcels.js";
import { addParcel, changeParcel, dropPayload, removeParcel } from "./write-parcels.js";

/** Old parcels that are forgotten, or interrupted ones that are settled, at a time. */
const settledAtOnce = 100;

/**
 * An outbox of several processes, each with a store of its own. What is being sent is taken for interrupted once its
 * sender has been silent for some minutes, whichever process finds it.
 */
export function createRedisOutbox(parts: DeskParts): Outbox {
  const { now } = parts;
  const parcels = openParcels(parts);
  const attempts: Attempts = new Map();
  const claim = createClaim(parts, attempts);
  const inOrder = createSerialRunner();
  return {
    async add(parcel) {
      await forgetOld(parts);
      return add(parts, parcel);
    },
    // Calls of one process wait for each other: the first one gets what has waited longest.
    claim: (at, lane) => inOrder(() => claim(at, lane)),
    async settle(id, settlement) {
      const attempt = attempts.get(id);
      if (attempt === undefined) return;
      await changeOne(parts, id, (parcel) =>
        parcel.attempt?.name === attempt ? toSettled(parcel, settlement, now()) : undefined,
      );
      attempts.delete(id);
    },
    async settleInterrupted() {
      await renew(parts, attempts);
      return settleAllInterrupted(parts);
    },
    list: async (owner, limit) => (await parcels.readOf(owner, limit)).map(toParcel),
    retry: (owner, id) => retry(parts, owner, id),
    count: createCount(parts),
  };
}

async function add(parts: DeskParts, { key, tells, payload, ...parcel }: NewParcel): Promise<boolean> {
  const { connection, transact, now } = parts;
  const parcels = openParcels(parts);
  const { keys } = parcels;
  const { owner } = parcel;
  return transact(keys.scope(owner), async (tx) => {
    const [taken, told] = await connection.pipe([
      ["HEXISTS", keys.parcelKeys, writeParcelKey({ owner, key })],
      ["HGET", keys.told, owner],
    ]);
    if (key !== undefined && taken === 1) return false;
    if (tells && (told === null || Number(told) !== tells.after)) return false;
    const number = await connection.ask((redis) => redis.incr(keys.number));
    const times = { nextAt: now(), createdAt: now() };
    addParcel({ tx, keys }, { ...parcel, key, number, state: "waiting", attempts: 0, ...times }, payload);
    if (tells) tx.write("HSET", keys.told, owner, tells.upTo);
    return true;
  });
}

type Next = { readonly parcel: KeptParcel; readonly isOver?: boolean } | undefined;

/** Changes a parcel that is there, unless `next` returns nothing; `isOver`: it will not be sent any more. */
async function changeOne(parts: DeskParts, id: string, next: (parcel: KeptParcel) => Next): Promise<boolean> {
  const parcels = openParcels(parts);
  const [found] = await parcels.read([id]);
  if (!found) return false;
  return parts.transact(parcels.keys.scope(found.owner), async (tx) => {
    const [before] = await parcels.read([id]);
    const after = before && next(before);
    if (!after) return false;
    const target = { tx, keys: parcels.keys };
    changeParcel(target, before, after.parcel);
    if (after.isOver) dropPayload(target, before);
    return true;
  });
}

function toSettled(parcel: KeptParcel, settlement: Settlement, nowMs: number): Next {
  const { state } = settlement;
  if (state === "sent") {
    const sent = { ...parcel, state, sentAt: nowMs, reason: undefined };
    return { parcel: sent, isOver: parcel.kind !== "call" };
  }
  const nextAt = state === "waiting" ? settlement.nextAt.getTime() : parcel.nextAt;
  return { parcel: { ...parcel, state, reason: settlement.reason, nextAt } };
}

/** What this process is sending is not taken for interrupted. */
async function renew(parts: DeskParts, attempts: Attempts): Promise<void> {
  for (const [id, name] of attempts)
    await changeOne(parts, id, (parcel) =>
      parcel.attempt?.name === name
        ? { parcel: { ...parcel, attempt: { name, until: parts.now() + silentMs } } }
        : undefined,
    );
}

async function settleAllInterrupted(parts: DeskParts): Promise<number> {
  const { connection, now } = parts;
  const { keys } = openParcels(parts);
  const isInterrupted = ({ attempt }: KeptParcel) => attempt !== undefined && attempt.until <= now();
  let mails = 0;
  for (;;) {
    let settled = 0;
    const until = String(now());
    const ids = await connection.ask((redis) =>
      redis.zrangebyscore(keys.sending, "-inf", until, "LIMIT", 0, settledAtOnce),
    );
    for (const id of ids) {
      let isMail = false;
      const isSettled = await changeOne(parts, id, (parcel) => {
        isMail = parcel.kind !== "call";
        return isInterrupted(parcel) ? { parcel: interrupt(parcel) } : undefined;
      });
      settled += Number(isSettled);
      mails += Number(isSettled && isMail);
    }
    if (settled < settledAtOnce) return mails;
  }
}

function interrupt(parcel: KeptParcel): KeptParcel {
  return parcel.kind === "call"
    ? { ...parcel, state: "waiting" }
    : { ...parcel, state: "unknown", reason: interruptedReason };
}

async function retry(parts: DeskParts, owner: string, id: string): Promise<boolean> {
  const { connection, now } = parts;
  const { keys } = openParcels(parts);
  const hasPayload = (await connection.ask((redis) => redis.hexists(keys.payloads, id))) === 1;
  return changeOne(parts, id, (parcel) =>
    hasPayload && parcel.owner === owner && (parcel.state === "failed" || parcel.state === "unknown")
      ? { parcel: { ...parcel, state: "waiting", attempts: 0, nextAt: now(), reason: undefined } }
      : undefined,
  );
}

/** Some of what was added last month, and does not wait. */
async function forgetOld(parts: DeskParts): Promise<void> {
  const { connection, transact, now } = parts;
  const parcels = openParcels(parts);
  const { keys } = parcels;
  const before = `(${now() - parcelKeptMs}`;
  const ids = await connection.ask((redis) =>
    redis.zrangebyscore(keys.done, "-inf", before, "LIMIT", 0, settledAtOnce),
  );
  for (const { id, owner } of await parcels.read(ids))
    await transact(keys.scope(owner), async (tx) => {
      const [parcel] = await parcels.read([id]);
      if (parcel && parcel.state !== "waiting") removeParcel({ tx, keys }, parcel);
    });
}

function createCount(parts: DeskParts): Outbox["count"] {
  const { connection } = parts;
  const parcels = openParcels(parts);
  return async (kind, since, by) => {
    const given = countedBy.filter((name) => by[name] !== undefined);
    const key = parcels.keys.added(kind, given[0], given[0] && by[given[0]]);
    const after = `(${since.getTime()}`;
    if (given.length < 2) return connection.ask((redis) => redis.zcount(key, after, "+inf"));
    const found = await parcels.read(await connection.ask((redis) => redis.zrangebyscore(key, after, "+inf")));
    return found.filter((parcel) => given.every((name) => parcel[name] === by[name])).length;
  };
}
