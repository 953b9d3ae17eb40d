import { createHash } from "node:crypto";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import type { Logger } from "../../../ports/logger.js";
import type { MapStore, OpenMap } from "../../../ports/map/map-store.js";
import { openIdleThread } from "../../idle-thread.js";
import type { RedisConnection } from "../connect.js";
import type { MapFields, MapTasks } from "./map-thread.js";

/** What a map shows of a paper. */
export interface MapLabel {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
}

export interface RedisMapStoreOptions {
  readonly connection: RedisConnection;
  /** Begins every key. */
  readonly prefix: string;
  readonly storeId: string;
  readonly fingerprint: string;
  /** Reads some papers at a time; removed ones are left out. */
  readonly readLabels: (ordinals: readonly Ordinal[]) => Promise<ReadonlyMap<Ordinal, MapLabel>>;
  readonly logger: Logger;
}

/** Papers whose labels are read at a time: a millisecond or two of the event loop. */
const labelsAtOnce = 1_000;
const idleMs = 10_000;
/** A map that nobody has stored or opened for so long is of a model or store that is no longer in use. */
const keptMs = 90 * 24 * 3_600_000;

type RunTask = <Name extends keyof MapTasks>(
  name: Name,
  task: Parameters<MapTasks[Name]>[0],
) => Promise<ReturnType<MapTasks[Name]>>;

/**
 * A map in Redis, shared by all processes: some 20 bytes a paper, sheets included, so that only the process that stores a
 * map reads labels. Redis and not the search engine, because one command asks whether the map is still the newest, and
 * one replaces it; like every cache it may be lost.
 */
export function createRedisMapStore(options: RedisMapStoreOptions): MapStore {
  const { connection, readLabels } = options;
  const key = nameKey(options);
  const pool = openIdleThread({ callerUrl: import.meta.url, entry: "./map-thread", idleMs });
  const run: RunTask = (name, task) => pool.run(task, { name });
  const versions = new WeakMap<OpenMap, string>();
  const readNewest = prepareReadNewest({ ...options, key, run, versions });
  return {
    async openMap(known) {
      try {
        return await readNewest(known);
      } catch (error) {
        if (known && error instanceof AppError && error.code === "unavailable") return known;
        throw error;
      }
    },
    async findTopics({ ordinals, x, y }) {
      const titles = await readInParts(ordinals, async (part) => {
        const found = await readLabels(part);
        return part.map((ordinal) => found.get(ordinal)?.title ?? "");
      });
      return run("findTopics", { x, y, titles });
    },
    async keepMap(map) {
      const labels = await readInParts(map.ordinals, async (part) =>
        Array.from(await readLabels(part), ([ordinal, { id, year }]) => [ordinal, id, year]),
      );
      const { fields, sheets } = await run("encode", { map, labels });
      await connection.pipe(
        [
          ["HSET", key, ...listWords(fields)],
          ["PEXPIRE", key, keptMs],
        ],
        { atOnce: true },
      );
      const kept = { map, sheets };
      versions.set(kept, fields.version);
      return kept;
    },
    close: () => pool.destroy(),
  };
}

interface NewestDeps extends Pick<RedisMapStoreOptions, "connection" | "logger"> {
  readonly key: string;
  readonly run: RunTask;
  /** Of the maps that this process has open. */
  readonly versions: WeakMap<OpenMap, string>;
}

/** Returns a function that reads the newest map, unless it is the known one or cannot be used. */
function prepareReadNewest({ connection, logger, key, run, versions }: NewestDeps) {
  let unusable: string | undefined;
  return async (known: OpenMap | undefined): Promise<OpenMap | undefined> => {
    const version = await connection.ask((redis) => redis.hget(key, "version"));
    if (version === null || (known && versions.get(known) === version)) return known;
    if (version === unusable) return known;
    const fields = await readFields(connection, key);
    if (!fields) return known;
    const found = await run("decode", fields);
    if (!("flaw" in found)) {
      versions.set(found, fields.version);
      return found;
    }
    unusable = fields.version;
    logger.warn({ reason: found.flaw }, `The map in Redis ${found.flaw}; it is drawn again when asked for.`);
    return known;
  };
}

function nameKey({ prefix, storeId, fingerprint }: RedisMapStoreOptions): string {
  const owner = createHash("sha256").update(`${storeId}\0${fingerprint}`).digest("base64url").slice(0, 22);
  return `${prefix}:maps:${owner}`;
}

const parts = ["facts", "columns", "whole", "outline"] as const;

function listWords(fields: MapFields) {
  return [...parts.flatMap((name) => [name, Buffer.from(fields[name])]), "version", fields.version];
}

/** Reading it renews its time. */
async function readFields(connection: RedisConnection, key: string): Promise<MapFields | undefined> {
  const found = await connection.ask(async (redis) => {
    await redis.pexpire(key, keptMs);
    return redis.hmgetBuffer(key, ...parts, "version");
  });
  const [facts, columns, whole, outline, version] = found;
  if (!facts || !columns || !whole || !outline || !version) return undefined;
  return { facts, columns, whole, outline, version: version.toString() };
}

/** What is read of each part of the papers, as JSON, which is quickly passed to a thread. */
async function readInParts(
  ordinals: Int32Array,
  read: (part: readonly Ordinal[]) => Promise<readonly unknown[]>,
): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let from = 0; from < ordinals.length; from += labelsAtOnce)
    found.push(Buffer.from(JSON.stringify(await read([...ordinals.subarray(from, from + labelsAtOnce)]))));
  return found;
}
