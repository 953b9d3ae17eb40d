import type { RedisCommand } from "../../connect.js";
import type { Transaction } from "../../transact.js";
import { countedBy, type DeliveryKeys } from "./delivery-keys.js";
import { type KeptParcel, writeParcelKey, writeWaiting } from "./parcels.js";

/**
 * Where parcels are written, with everything by which they are found: all of that is written here, in a transaction of the
 * scope of their owner.
 */
export interface ParcelTarget {
  readonly tx: Transaction;
  readonly keys: DeliveryKeys;
}

export function addParcel({ tx, keys }: ParcelTarget, parcel: KeptParcel, payload: string): void {
  putParcel({ tx, keys }, parcel);
  tx.write("HSET", keys.payloads, parcel.id, payload);
  tx.write("ZADD", keys.parcelsOf(parcel.owner), parcel.number, parcel.id);
  for (const key of listCounts(keys, parcel)) tx.write("ZADD", key, parcel.createdAt, parcel.id);
  if (parcel.key !== undefined) tx.write("HSET", keys.parcelKeys, writeParcelKey(parcel), parcel.id);
}

export function changeParcel(target: ParcelTarget, before: KeptParcel, after: KeptParcel): void {
  leaveQueues(target, before);
  putParcel(target, after.state === "sending" ? after : { ...after, attempt: undefined });
}

/** It will not be sent any more. */
export function dropPayload({ tx, keys }: ParcelTarget, { id }: KeptParcel): void {
  tx.write("HDEL", keys.payloads, id);
}

export function removeParcel({ tx, keys }: ParcelTarget, parcel: KeptParcel): void {
  leaveQueues({ tx, keys }, parcel);
  tx.write("HDEL", keys.parcels, parcel.id);
  tx.write("HDEL", keys.payloads, parcel.id);
  tx.write("ZREM", keys.parcelsOf(parcel.owner), parcel.id);
  for (const key of listCounts(keys, parcel)) tx.write("ZREM", key, parcel.id);
  if (parcel.key !== undefined) tx.write("HDEL", keys.parcelKeys, writeParcelKey(parcel));
}

function putParcel({ tx, keys }: ParcelTarget, parcel: KeptParcel): void {
  tx.write("HSET", keys.parcels, parcel.id, JSON.stringify(parcel));
  for (const command of queue(keys, parcel)) tx.write(...command);
}

/** The queue of its state, by which senders find it. */
function queue(keys: DeliveryKeys, parcel: KeptParcel): readonly RedisCommand[] {
  const { id, state, nextAt, createdAt, attempt } = parcel;
  if (state === "waiting") return [["ZADD", laneOf(keys, parcel), nextAt, writeWaiting(parcel)]];
  const sending: readonly RedisCommand[] = attempt ? [["ZADD", keys.sending, attempt.until, id]] : [];
  return [["ZADD", keys.done, createdAt, id], ...sending];
}

function leaveQueues({ tx, keys }: ParcelTarget, parcel: KeptParcel): void {
  if (parcel.state === "waiting") return tx.write("ZREM", laneOf(keys, parcel), writeWaiting(parcel));
  tx.write("ZREM", keys.done, parcel.id);
  tx.write("ZREM", keys.sending, parcel.id);
}

function laneOf(keys: DeliveryKeys, { kind }: KeptParcel): string {
  return keys.waiting(kind === "call" ? "call" : "mail");
}

function listCounts(keys: DeliveryKeys, parcel: KeptParcel): string[] {
  return [keys.added(parcel.kind), ...countedBy.map((by) => keys.added(parcel.kind, by, parcel[by]))];
}
