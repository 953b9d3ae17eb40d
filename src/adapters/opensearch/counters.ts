import type { Client } from "@opensearch-project/opensearch";
import { randomUUID } from "node:crypto";
import type { Ordinal } from "../../domain/paper/paper.js";
import { AppError } from "../../errors.js";

/**
 * Numbers that are given out once, by whatever process. A change is seen only after its document is written: a reader
 * that went by what it sees would skip a lower number that is written later. So change numbers are pending until they are
 * settled, and readers go no further than the first pending one.
 */
export interface Counters {
  /** Reserves ordinals and change numbers, each the first of a run. */
  reserve(wanted: { readonly ordinals?: number; readonly changes: number }): Promise<Reservation>;
  /**
   * Reserves change numbers, and settles them once the documents that carry them are written. Where a failure leaves open
   * what was written, they stay pending for a while. Nothing is reserved for 0.
   */
  useChanges<Result>(count: number, write: (firstChange: number) => Promise<Result>): Promise<Result>;
  /** The number up to which every change has been written, or was given up; all of them are seen after a refresh. */
  readSettled(): Promise<number>;
  /** The last ordinal that was given out; 0 before the first. */
  readLastOrdinal(): Promise<Ordinal>;
}

export interface Reservation {
  readonly firstOrdinal: Ordinal;
  readonly firstChange: number;
  /** The changes are written, or never will be. */
  settle(): Promise<void>;
}

export interface ChangeRange {
  readonly first: number;
  readonly last: number;
}

export interface CountersOptions {
  /** Gives new numbers to the documents that carry one of these, which readers may have passed. Idempotent. */
  readonly renumber?: (late: ChangeRange, counters: Counters) => Promise<void>;
  /** A process that has not settled its changes after this time counts as dead. Default 45,000. */
  readonly leaseMs?: number;
  /** When what a dead process reserved is looked at once more, in case it wrote after all. Default 600,000. */
  readonly sweepMs?: number;
}

interface Pending extends ChangeRange {
  readonly token: string;
  /** When it was reserved, or was given up: by the clock of the node that holds the counters. */
  readonly at: number;
}

interface Numbers {
  readonly ordinal: number;
  readonly change: number;
  /** By number. */
  readonly pending: readonly Pending[];
  /** Of processes that counted as dead. */
  readonly expired: readonly Pending[];
}

const id = "counters";
const none: Numbers = { ordinal: 0, change: 0, pending: [], expired: [] };

/** The client repeats a request that got no answer, so each of these may run twice. */
const expire = `
  long now = ctx._now;
  for (def p : ctx._source.pending) {
    if (now - ((Number) p.at).longValue() > params.leaseMs) {
      ctx._source.expired.add(['token': p.token, 'first': p.first, 'last': p.last, 'at': now]);
    }
  }
  ctx._source.pending.removeIf(p -> now - ((Number) p.at).longValue() > params.leaseMs);`;
const scripts = {
  expire,
  reserve: `${expire}
  for (def p : ctx._source.pending) { if (p.token == params.token) { return; } }
  long first = ((Number) ctx._source.change).longValue() + 1;
  ctx._source.change = first + params.changes - 1;
  ctx._source.ordinal = ((Number) ctx._source.ordinal).longValue() + params.ordinals;
  ctx._source.pending.add(['token': params.token, 'first': first, 'last': ctx._source.change, 'at': now,
    'ordinal': ctx._source.ordinal]);`,
  settle: "ctx._source.pending.removeIf(p -> p.token == params.token);",
  forget: "ctx._source.expired.removeIf(p -> p.token == params.token);",
} as const;

/** All writers change this one document. */
const conflictRetries = 100;

export function createCounters(client: Client, index: string, options: CountersOptions = {}): Counters {
  const { renumber, leaseMs = 45_000 } = options;
  const place = { client, index };
  const run = prepareRun(place, leaseMs);
  const read = prepareRead(place, run, { leaseMs, sweepMs: 600_000, ...options });
  const counters: Counters = {
    async reserve({ ordinals = 0, changes }) {
      const token = randomUUID();
      const { pending } = await run("reserve", { token, ordinals, changes });
      const { first, last, ordinal } = pending.find((mine) => mine.token === token) as Pending & { ordinal: number };
      return {
        firstOrdinal: ordinal - ordinals + 1,
        firstChange: first,
        async settle() {
          const { expired } = await run("settle", { token });
          if (expired.some((late) => late.token === token)) await renumber?.({ first, last }, counters);
        },
      };
    },
    async useChanges(count, write) {
      if (count === 0) return write(0);
      const { firstChange, settle } = await counters.reserve({ changes: count });
      try {
        const result = await write(firstChange);
        await settle();
        return result;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== "unavailable") await settle();
        throw error;
      }
    },
    async readSettled() {
      const { change, pending, due } = await read();
      for (const { token, first, last } of due) {
        await renumber?.({ first, last }, counters);
        await run("forget", { token });
      }
      return (pending[0]?.first ?? change + 1) - 1;
    },
    readLastOrdinal: async () => (await read()).ordinal,
  };
  return counters;
}

interface CountersPlace {
  readonly client: Client;
  readonly index: string;
}

type Run = (script: keyof typeof scripts, params?: object) => Promise<Numbers>;

function prepareRun({ client, index }: CountersPlace, leaseMs: number): Run {
  return async (name, params = {}) => {
    const { body } = await client.update({
      index,
      id,
      retry_on_conflict: conflictRetries,
      _source: true,
      body: {
        scripted_upsert: true,
        script: { source: scripts[name], lang: "painless", params: { leaseMs, ...params } },
        upsert: none,
      },
    });
    const { _source: source } = body.get ?? {};
    return source as unknown as Numbers;
  };
}

/** Reads the numbers, after giving up those of processes that have been silent for too long. */
function prepareRead(
  { client, index }: CountersPlace,
  run: Run,
  { leaseMs, sweepMs }: Required<Pick<CountersOptions, "leaseMs" | "sweepMs">>,
) {
  const read = async (): Promise<Numbers> => {
    const { body } = await client.get({ index, id }, { ignore: [404] });
    const { found, _source: source } = body;
    return found ? (source as unknown as Numbers) : none;
  };
  // The clock of this machine may be wrong; that of the node decides.
  let oldest = { token: "", since: 0 };
  return async () => {
    let found = await read();
    const [first] = found.pending;
    if (first && first.token !== oldest.token) oldest = { token: first.token, since: performance.now() };
    if (first && (Date.now() - first.at > leaseMs || performance.now() - oldest.since > leaseMs))
      found = await run("expire");
    return { ...found, due: found.expired.filter(({ at }) => Date.now() - at > sweepMs) };
  };
}
