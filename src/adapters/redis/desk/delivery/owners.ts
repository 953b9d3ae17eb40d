import type { Transaction } from "../../transact.js";
import type { DeskParts } from "../desk-parts.js";
import { nameDeliveryKeys, type OwnerKind } from "./delivery-keys.js";

/** A digest or a webhook. */
export interface Owner {
  readonly id: string;
  readonly reader: string;
  readonly createdAt: Date;
  readonly lastMatch: number;
}

export interface Change<Stored> {
  readonly before?: Stored | undefined;
  readonly after?: Stored | undefined;
}

/** What is written with a change of an owner, of which one part may be absent. */
type AlsoWrite<Stored> = (tx: Transaction, change: Change<Stored>) => Promise<void> | void;

/** Digests or webhooks. How far one has told is kept apart: the outbox moves it. */
export function openOwners<Stored extends Owner>(parts: DeskParts, kind: OwnerKind, alsoWrite?: AlsoWrite<Stored>) {
  const { connection, transact } = parts;
  const keys = nameDeliveryKeys(parts.prefix);
  const readAll = async (ids: readonly string[]): Promise<Stored[]> => {
    if (ids.length === 0) return [];
    const answers = await connection.pipe([
      ["HMGET", keys.owners(kind), ...ids],
      ["HMGET", keys.told, ...ids],
    ]);
    const [texts, told] = answers as [(string | null)[], (string | null)[]];
    return texts.flatMap((text, at) => (text === null ? [] : readOwner<Stored>(text, Number(told[at]))));
  };
  const readOne = async (id: string) => (await readAll([id]))[0];
  const write = (id: string, after: Stored | undefined) =>
    transact(keys.scope(id), async (tx) => {
      const before = await readOne(id);
      if (after) {
        const { lastMatch, ...kept } = after;
        tx.write("HSET", keys.owners(kind), id, JSON.stringify(kept));
        tx.write("HSETNX", keys.told, id, lastMatch);
        tx.write("SADD", keys.ownersOf(kind, after.reader), id);
      } else if (before) {
        tx.write("HDEL", keys.owners(kind), id);
        tx.write("HDEL", keys.told, id);
        tx.write("SREM", keys.ownersOf(kind, before.reader), id);
      }
      await alsoWrite?.(tx, { before, after });
    });
  return {
    keys,
    read: readOne,
    /** Those of a reader, or all; oldest first. */
    async list(reader?: string): Promise<Stored[]> {
      const ids = await connection.ask((redis) =>
        reader === undefined ? redis.hkeys(keys.owners(kind)) : redis.smembers(keys.ownersOf(kind, reader)),
      );
      return (await readAll(ids)).sort(compareAge);
    },
    save: (owner: Stored) => write(owner.id, owner),
    remove: (id: string) => write(id, undefined),
  };
}

function readOwner<Stored extends Owner>(text: string, lastMatch: number): Stored {
  const kept = JSON.parse(text, (name, value) => (times.has(name) ? new Date(value as string) : value)) as Stored;
  return { ...kept, lastMatch };
}

const times = new Set(["createdAt", "until"]);

function compareAge(one: Owner, other: Owner): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);
}
