import { createHash } from "node:crypto";
import type { DrawingBoard, DrawingState } from "../../../ports/map/drawing-board.js";
import type { RedisConnection } from "../connect.js";

export interface RedisDrawingBoardOptions {
  readonly connection: RedisConnection;
  /** Begins every key. */
  readonly prefix: string;
  readonly fingerprint: string;
  /** How long a drawing in progress is shown. Default 10,000. */
  readonly shownMs?: number;
}

/** A failure is of no interest later. */
const failureMs = 24 * 3_600_000;

export function createRedisDrawingBoard(options: RedisDrawingBoardOptions): DrawingBoard {
  const { connection, prefix, fingerprint, shownMs = 10_000 } = options;
  const model = createHash("sha256").update(fingerprint).digest("base64url").slice(0, 22);
  const key = `${prefix}:drawing:${model}`;
  const stop = `${key}:stop`;
  return {
    async read() {
      const shown = await connection.ask((redis) => redis.get(key));
      return shown === null ? {} : (JSON.parse(shown) as DrawingState);
    },
    async show(state) {
      const ms = state.failure === undefined ? shownMs : failureMs;
      await connection.ask((redis) => redis.set(key, JSON.stringify(state), "PX", ms));
    },
    askToStop: async () => void (await connection.ask((redis) => redis.set(stop, "1", "PX", shownMs))),
    takeStop: async () => (await connection.ask((redis) => redis.del(stop))) > 0,
  };
}
