import type { Parcel } from "../../../../ports/desk/outbox.js";
import type { DeskParts } from "../desk-parts.js";
import { nameDeliveryKeys } from "./delivery-keys.js";

/** A parcel as it is kept. Times are in milliseconds since 1970. */
export interface KeptParcel extends Omit<Parcel, "nextAt" | "reason" | "createdAt" | "sentAt"> {
  /** Ascending as they are added. */
  readonly number: number;
  readonly key?: string | undefined;
  readonly nextAt: number;
  readonly reason?: string | undefined;
  readonly createdAt: number;
  readonly sentAt?: number | undefined;
  /** Names the attempt that is under way, and when its sender is taken for dead. */
  readonly attempt?: { readonly name: string; readonly until: number } | undefined;
}

export function openParcels({ connection, prefix }: DeskParts) {
  const keys = nameDeliveryKeys(prefix);
  const read = async (ids: readonly string[]): Promise<KeptParcel[]> => {
    if (ids.length === 0) return [];
    const texts = await connection.ask((redis) => redis.hmget(keys.parcels, ...ids));
    return texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as KeptParcel)));
  };
  return {
    keys,
    read,
    /** The newest of an owner, at most this many; all for -1. */
    async readOf(owner: string, limit: number): Promise<KeptParcel[]> {
      const last = limit < 0 ? -1 : limit - 1;
      return read(await connection.ask((redis) => redis.zrevrange(keys.parcelsOf(owner), 0, last)));
    },
  };
}

export function toParcel(parcel: KeptParcel): Parcel {
  const { id, kind, owner, reader, address, count, state, attempts, nextAt, reason, createdAt, sentAt } = parcel;
  return {
    id,
    kind,
    owner,
    reader,
    address,
    count,
    state,
    attempts,
    nextAt: new Date(nextAt),
    ...(reason !== undefined && { reason }),
    createdAt: new Date(createdAt),
    ...(sentAt !== undefined && { sentAt: new Date(sentAt) }),
  };
}

export function writeParcelKey({ owner, key }: Pick<KeptParcel, "owner" | "key">): string {
  return JSON.stringify([owner, key]);
}

/** What a sender needs to choose: parcels that are due at once come by number. */
export type WaitingParcel = Pick<KeptParcel, "id" | "kind" | "owner" | "address">;

const digits = 15;

export function writeWaiting({ number, id, kind, owner, address }: KeptParcel): string {
  return `${String(number).padStart(digits, "0")}${JSON.stringify([id, kind, owner, address])}`;
}

export function readWaiting(member: string): WaitingParcel {
  const [id, kind, owner, address] = JSON.parse(member.slice(digits)) as [string, KeptParcel["kind"], string, string];
  return { id, kind, owner, address };
}
