import type { RedisConnection } from "../../connect.js";
import type { Transact } from "../../transact.js";
import type { FollowedPapers } from "./followed-papers.js";
import { createFollowKeys, type FollowKeys } from "./keys.js";

export interface FollowStoresOptions {
  readonly connection: RedisConnection;
  readonly transact: Transact;
  /** What the names of all keys begin with. */
  readonly prefix: string;
  readonly papers: FollowedPapers;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What all of this folder works with. */
export interface FollowContext extends Omit<FollowStoresOptions, "prefix"> {
  readonly keys: FollowKeys;
  /** The number of the inbox of a reader; undefined for one who has followed nothing yet. */
  findInbox(reader: string): Promise<number | undefined>;
}

export function createFollowContext({ prefix, ...rest }: FollowStoresOptions): FollowContext {
  const keys = createFollowKeys(prefix);
  // An inbox keeps its number forever.
  const known = new Map<string, number>();
  return {
    ...rest,
    keys,
    async findInbox(reader) {
      const found = known.get(reader);
      if (found !== undefined) return found;
      const [read] = await rest.connection.pipe([["hget", keys.inboxes, reader]]);
      if (typeof read !== "string") return undefined;
      known.set(reader, Number(read));
      return Number(read);
    },
  };
}
