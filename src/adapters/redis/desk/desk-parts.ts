import type { RedisConnection } from "../connect.js";
import type { Transact } from "../transact.js";

/** What the stores of the desk work with. */
export interface DeskParts {
  readonly connection: RedisConnection;
  readonly transact: Transact;
  /** What all keys begin with. */
  readonly prefix: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
