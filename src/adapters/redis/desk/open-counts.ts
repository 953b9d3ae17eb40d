import { openHalfLifeDays } from "../../../domain/trends/paper-use.js";
import type { KnownPapers } from "../../../ports/desk/known-papers.js";
import type { OpenCount, OpenCounts, OpenedRequest } from "../../../ports/desk/open-counts.js";
import type { RedisCommand } from "../connect.js";
import { createListKept } from "./collections/list-kept.js";
import type { DeskParts } from "./desk-parts.js";
import { takeKnown } from "./take-known.js";

export interface OpenCountsParts extends DeskParts {
  readonly papers: KnownPapers;
}

/** Counts of a day that are read at a time. */
const readAtOnce = 1_000;

export function createRedisOpenCounts(parts: OpenCountsParts): OpenCounts {
  const { connection, papers } = parts;
  const keys = nameKeys(parts.prefix);
  return {
    async countOpens(day, ids) {
      const known = await papers.findKnown([...new Set(ids)]);
      if (known.size === 0) return;
      const counts = [...known.keys()].map((id): RedisCommand => ["HINCRBY", keys.day(day), id, 1]);
      await connection.pipe([["ZADD", keys.days, day, String(day)], ...counts], { atOnce: true });
    },
    async listOpened(request) {
      const ranked = rankOpened(await addUp(parts, request), request.min);
      return takeKnown(papers, ranked, request.limit);
    },
    listKept: createListKept(parts),
    async forgetBefore(day) {
      const days = await connection.ask((redis) => redis.zrangebyscore(keys.days, "-inf", `(${day}`));
      await connection.pipe([
        ...days.map((one): RedisCommand => ["UNLINK", keys.day(Number(one))]),
        ["ZREMRANGEBYSCORE", keys.days, "-inf", `(${day}`],
      ]);
    },
  };
}

function nameKeys(prefix: string) {
  return {
    /** Sorted set: the days of which opens are kept, by themselves. */
    days: `${prefix}:desk:open-days`,
    /** Hash of a day: paper → how often it was opened. */
    day: (day: number) => `${prefix}:desk:opens:${day}`,
  };
}

interface AddedUp extends OpenCount {
  /** The opens, of which earlier ones count less. */
  readonly weight: number;
}

/** Reads day by day, some papers at a time, so that nobody waits for it. */
async function addUp({ connection, prefix }: DeskParts, { from, today }: OpenedRequest): Promise<AddedUp[]> {
  const keys = nameKeys(prefix);
  const sums = new Map<string, AddedUp>();
  for (const day of await connection.ask((redis) => redis.zrangebyscore(keys.days, from, today))) {
    const share = 0.5 ** ((today - Number(day)) / openHalfLifeDays);
    for (const [id, opens] of await readDay({ connection, key: keys.day(Number(day)) })) {
      const before = sums.get(id);
      sums.set(id, { id, opens: (before?.opens ?? 0) + opens, weight: (before?.weight ?? 0) + opens * share });
    }
  }
  return [...sums.values()];
}

/** A scan may return a paper twice, so that its counts are added up only when it has ended. */
async function readDay({ connection, key }: Pick<DeskParts, "connection"> & { readonly key: string }) {
  const counts = new Map<string, number>();
  let cursor = "0";
  do {
    const [next, found] = await connection.ask((redis) => redis.hscan(key, cursor, "COUNT", readAtOnce));
    for (let at = 0; at < found.length; at += 2) counts.set(found[at]!, Number(found[at + 1]));
    cursor = next;
  } while (cursor !== "0");
  return counts;
}

function rankOpened(sums: readonly AddedUp[], min: number): OpenCount[] {
  return sums
    .filter(({ opens }) => opens >= min)
    .sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1))
    .map(({ id, opens }) => ({ id, opens }));
}
