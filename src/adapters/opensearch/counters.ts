import type { Client } from "@opensearch-project/opensearch";
import { randomUUID } from "node:crypto";
import type { Ordinal } from "../../domain/paper/paper.js";

/** Numbers that are given out once, by whatever process. */
export interface Counters {
  /**
   * Reserves ordinals and change numbers, each the first of a run. Change numbers count as pending until they are
   * settled, because their documents may not be written yet.
   */
  reserve(wanted: { readonly ordinals?: number; readonly changes: number }): Promise<Reservation>;
  /** The number up to which every change has been written, or was given up. */
  readSettled(): Promise<number>;
}

export interface Reservation {
  readonly firstOrdinal: Ordinal;
  readonly firstChange: number;
  /** The changes are written, or never will be. */
  settle(): Promise<void>;
}

/** A process that has not settled its changes after this time has ended. */
const leaseMs = 120_000;
const id = "counters";

interface CounterSource {
  readonly ordinal: number;
  readonly change: number;
  /** By token: the number before the first pending one, and when it was reserved. */
  readonly pending: Readonly<Record<string, { readonly before: number; readonly at: number }>>;
}

const reserveScript = `
  ctx._source.pending.entrySet().removeIf(entry -> entry.getValue().at < params.at - params.leaseMs);
  ctx._source.pending[params.token] = ['before': ctx._source.change, 'at': params.at];
  ctx._source.ordinal += params.ordinals;
  ctx._source.change += params.changes;
`;

export function createCounters(client: Client, index: string): Counters {
  const update = async (script: string, params: object): Promise<CounterSource> => {
    const { body } = await client.update({
      index,
      id,
      retry_on_conflict: 100,
      _source: true,
      body: {
        scripted_upsert: true,
        script: { source: script, lang: "painless", params: { ...params } },
        upsert: { ordinal: 0, change: 0, pending: {} },
      },
    });
    const { _source: source } = body.get ?? {};
    return source as unknown as CounterSource;
  };
  return {
    async reserve({ ordinals = 0, changes }) {
      const token = randomUUID();
      const after = await update(reserveScript, { token, ordinals, changes, leaseMs, at: Date.now() });
      return {
        firstOrdinal: after.ordinal - ordinals + 1,
        firstChange: after.change - changes + 1,
        async settle() {
          await update("ctx._source.pending.remove(params.token)", { token });
        },
      };
    },
    async readSettled() {
      const { body } = await client.get({ index, id }, { ignore: [404] });
      if (!body.found) return 0;
      const { _source: source } = body;
      const { change, pending } = source as unknown as CounterSource;
      const expired = Date.now() - leaseMs;
      const open = Object.values(pending).filter(({ at }) => at >= expired);
      return Math.min(change, ...open.map(({ before }) => before));
    },
  };
}
