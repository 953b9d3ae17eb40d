import type { Work } from "../../../../domain/follows/work.js";
import type { RedisConnection } from "../../connect.js";
import type { Transaction } from "../../transact.js";
import { type DraftedChunk, type DraftedWork, listDrafted } from "./drafted-chunk.js";
import type { FollowKeys } from "./keys.js";
import { chunkOf, firstOf, inboxOf } from "./rows.js";
import { readChunk } from "./work-codec.js";
import { writeChanges } from "./write-changes.js";

/** Works that a transaction reads and changes. */
export interface WorksDraft {
  /** Reads the chunks of these rows, each once. */
  load(rows: Iterable<number>): Promise<void>;
  loadChunks(inbox: number, chunks: readonly number[]): Promise<void>;
  /** Only of a chunk that was loaded, or begun. */
  get(row: number): Work | undefined;
  /** Where a row is the first of its chunk, the chunk is begun. */
  put(work: Work): void;
  drop(row: number): void;
  /** Each work of the loaded chunks, as it was and as it is. */
  list(): Iterable<DraftedWork>;
  /** Writes the changes, with all that is counted and found by them. */
  write(tx: Transaction): void;
}

export function createDraft({ connection, keys }: { connection: RedisConnection; keys: FollowKeys }): WorksDraft {
  const chunks = new Map<string, DraftedChunk>();
  const keyOf = (row: number) => keys.chunk(inboxOf(row), chunkOf(row));
  const begin = (row: number, works: readonly Work[]) => {
    const before = new Map(works.map((work) => [work.number, work]));
    const begun = { inbox: inboxOf(row), chunk: chunkOf(row), before, works: new Map(before) };
    chunks.set(keyOf(row), begun);
    return begun;
  };
  const load = async (rows: Iterable<number>) => {
    const missing = new Map<string, number>();
    for (const row of rows) if (!chunks.has(keyOf(row))) missing.set(keyOf(row), row);
    if (missing.size === 0) return;
    const [texts] = (await connection.pipe([["mget", ...missing.keys()]])) as [(string | null)[]];
    for (const [at, row] of [...missing.values()].entries()) {
      const text = texts[at];
      begin(row, text ? readChunk(inboxOf(row), text) : []);
    }
  };
  return {
    load,
    loadChunks: (inbox, listed) => load(listed.map((chunk) => firstOf(inbox, chunk))),
    get: (row) => chunks.get(keyOf(row))?.works.get(row),
    put: (work) => void (chunks.get(keyOf(work.number)) ?? begin(work.number, [])).works.set(work.number, work),
    drop: (row) => void chunks.get(keyOf(row))?.works.delete(row),
    list: () => [...chunks.values()].flatMap(listDrafted),
    write: (tx) => writeChanges(tx, keys, [...chunks.values()]),
  };
}
