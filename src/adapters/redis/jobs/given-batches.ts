import { setTimeout as wait } from "node:timers/promises";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import type { RedisConnection } from "../connect.js";
import { type Guard, writeEach, writeGuarded } from "../guarded-writes.js";

/** A paper that is given out, with the text and the job that it had then. */
export interface GivenPaper {
  readonly ordinal: Ordinal;
  readonly textHash: string;
  readonly jobId: string;
}

export interface GivenBatch {
  readonly id: string;
  readonly papers: readonly GivenPaper[];
}

/** Which papers are in which batch. There are never more than some batches, whatever the size of the corpus. */
export interface GivenBatches {
  list(): Promise<readonly (GivenPaper & { readonly batch: string })[]>;
  /**
   * Gives all of these papers out as one batch, and returns the number of batches given out before. Throws `conflict`,
   * giving none, if one of them is in another batch.
   */
  give(batch: GivenBatch): Promise<number>;
  release(batches: readonly string[]): Promise<void>;
  /** Takes papers with these texts out of their batches. */
  take(papers: readonly Omit<GivenPaper, "jobId">[]): Promise<void>;
  /** Releases everything. */
  clear(): Promise<void>;
}

type Entry = readonly [batch: string, jobId: string, textHash: string];

const attempts = 20;
const maxPauseMs = 50;

/** A hash has the batch, the job and the text of each paper that is given out; a number counts the batches. */
export function createGivenBatches(connection: RedisConnection, prefix: string): GivenBatches {
  const [given, count] = [`${prefix}:work:given`, `${prefix}:work:count`];
  const list = async () => {
    const entries = await connection.ask((redis) => redis.hgetall(given));
    return Object.entries(entries).map(([ordinal, text]) => {
      const [batch, jobId, textHash] = JSON.parse(text) as Entry;
      return { ordinal: Number(ordinal), batch, jobId, textHash };
    });
  };
  return {
    list,
    give: prepareGive(connection, { given, count }),
    async release(batches) {
      const ids = new Set(batches);
      const found = (await list()).filter(({ batch }) => ids.has(batch));
      await takeOut(connection, given, found);
    },
    async take(papers) {
      if (papers.length === 0) return;
      const names = papers.map(({ ordinal }) => String(ordinal));
      const texts = await connection.ask((redis) => redis.hmget(given, ...names));
      const found = papers.flatMap(({ ordinal, textHash }, at) => {
        const text = texts[at];
        if (text === null || text === undefined) return [];
        const [batch, jobId, hash] = JSON.parse(text) as Entry;
        return hash === textHash ? [{ ordinal, batch, jobId, textHash }] : [];
      });
      await takeOut(connection, given, found);
    },
    async clear() {
      await connection.ask((redis) => redis.del(given));
    },
  };
}

interface GivenKeys {
  readonly given: string;
  readonly count: string;
}

function prepareGive(connection: RedisConnection, { given, count }: GivenKeys): GivenBatches["give"] {
  return async ({ id, papers }) => {
    const entries = papers.map(({ ordinal, jobId, textHash }) => {
      return [String(ordinal), JSON.stringify([id, jobId, textHash] satisfies Entry)] as const;
    });
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await wait(Math.random() * maxPauseMs);
      const [before, ...found] = (await connection.pipe([
        ["GET", count],
        ...entries.map(([ordinal]) => ["HGET", given, ordinal] as const),
      ])) as (string | null)[];
      const isTaken = found.some((text) => text !== null && (JSON.parse(text) as Entry)[0] !== id);
      if (isTaken) throw new AppError("conflict", "Some of these papers are given out already.");
      const guards: Guard[] = [
        { read: ["GET", count], expected: before ?? null },
        ...entries.map(([ordinal], at) => ({ read: ["HGET", given, ordinal] as const, expected: found[at] ?? null })),
      ];
      const writes = [...writeEach(["HSET", given], entries), ["INCR", count] as const];
      if (await writeGuarded(connection, { guards, writes })) return Number(before ?? 0);
    }
    throw new AppError("unavailable", "Others give papers out all the time. Try again soon.");
  };
}

type Found = Awaited<ReturnType<GivenBatches["list"]>>;

/** Papers that another batch has by now stay in it. */
async function takeOut(connection: RedisConnection, given: string, found: Found): Promise<void> {
  const removals = found.map(({ ordinal, batch, jobId, textHash }) => {
    const expected = JSON.stringify([batch, jobId, textHash] satisfies Entry);
    const name = String(ordinal);
    return { guards: [{ read: ["HGET", given, name] as const, expected }], writes: [["HDEL", given, name] as const] };
  });
  const all = { guards: removals.flatMap(({ guards }) => guards), writes: removals.flatMap(({ writes }) => writes) };
  if (removals.length === 0 || (await writeGuarded(connection, all))) return;
  for (const removal of removals) await writeGuarded(connection, removal);
}
