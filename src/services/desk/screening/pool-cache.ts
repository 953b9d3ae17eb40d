import { createSerialRunner } from "../../../domain/concurrency/serial-tasks.js";
import { formatFingerprint } from "../../../domain/models/model.js";
import type { Entry } from "../../../domain/collections/entry.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { type PoolPaper, preparePool, type ScreeningPool } from "../../../domain/screening/pool.js";
import { createTermNumbers, type TermNumbers, writePoolText } from "../../../domain/screening/pool-words.js";
import type { Embedder } from "../../../ports/models/embedder.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { VectorStore } from "../../../ports/vectors/vector-store.js";
import { runSteps } from "./run-steps.js";

/** What belongs to the model in use. */
export interface ScreeningModel {
  readonly embedder: Pick<Embedder, "model" | "embedQuery">;
  readonly vectors: Pick<VectorStore, "listVectors">;
}

export interface PoolCacheDeps {
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly readModel: () => ScreeningModel;
}

/** The papers of a collection, ready to be ranked. A place is the position of its entry. */
export interface ReadPool {
  readonly pool: ScreeningPool;
  /** Reads a text as the papers were read. */
  readText(text: string): Promise<PoolPaper>;
  /** Says what a paper is now; if it has changed, it is read again the next time. */
  compare(id: string, contentHash: string | undefined): void;
  /** Ids of entries whose paper the library no longer has. */
  readonly missing: ReadonlySet<string>;
}

/** @param entries in an order that follows from their ids */

export type ReadPoolOf = (
  collection: string,
  entries: readonly Entry[],
  signal: AbortSignal | undefined,
) => Promise<ReadPool>;

interface Kept {
  readonly fingerprint: string;
  readonly numbers: TermNumbers;
  readonly papers: Map<string, KeptPaper>;
  readonly inOrder: ReturnType<typeof createSerialRunner>;
  pool?: ScreeningPool;
  bytes: number;
}

interface KeptPaper {
  readonly contentHash: string | undefined;
  readonly ordinal: Ordinal | undefined;
  readonly words: PoolPaper["words"];
  vector: Float32Array | undefined;
}

/** All collections together, but for the last one: 20,000 papers take about 50 MB. */
const maxBytes = 96 * 1024 * 1024;

/**
 * Keeps vectors and words of the collections that were screened last, because reading 20,000 papers takes seconds and a
 * ranking a tenth of one. Papers that lack a vector, or are not in the library, are looked up again each time.
 */
export function createPoolCache(deps: PoolCacheDeps): ReadPoolOf {
  const kept = new Map<string, Kept>();
  return (collection, entries, signal) => {
    const model = deps.readModel();
    const fingerprint = formatFingerprint(model.embedder.model);
    const before = kept.get(collection);
    const own = before?.fingerprint === fingerprint ? before : createKept(fingerprint);
    kept.delete(collection);
    kept.set(collection, own);
    return own.inOrder(async () => {
      const pool = await update(own, { deps, model, entries, signal });
      dropOldest(kept);
      return {
        pool,
        missing: new Set(entries.flatMap(({ id }) => (own.papers.get(id)?.ordinal === undefined ? [id] : []))),
        readText: async (text) => ({
          vector: await model.embedder.embedQuery(text, { signal }),
          words: await runSteps(own.numbers.countTerms(text), signal),
        }),
        compare(id, contentHash) {
          if (own.papers.get(id)?.contentHash !== contentHash) own.papers.delete(id);
        },
      };
    });
  };
}

function createKept(fingerprint: string): Kept {
  const papers = new Map<string, KeptPaper>();
  return { fingerprint, numbers: createTermNumbers(), papers, inOrder: createSerialRunner(), bytes: 0 };
}

function dropOldest(kept: Map<string, Kept>): void {
  let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
  for (const [collection, one] of kept) {
    if (bytes <= maxBytes || kept.size === 1) return;
    kept.delete(collection);
    bytes -= one.bytes;
  }
}

interface Update {
  readonly deps: PoolCacheDeps;
  readonly model: ScreeningModel;
  readonly entries: readonly Entry[];
  readonly signal: AbortSignal | undefined;
}

async function update(kept: Kept, parts: Update): Promise<ScreeningPool> {
  const { entries, signal } = parts;
  const ids = new Set(entries.map(({ id }) => id));
  let isChanged = kept.pool === undefined || kept.papers.size !== ids.size;
  for (const id of kept.papers.keys()) if (!ids.has(id)) kept.papers.delete(id);
  if (await readPapers(kept, parts)) isChanged = true;
  if (await readVectors(kept, parts)) isChanged = true;
  if (!isChanged && kept.pool?.papers.length === entries.length) return kept.pool;
  const papers = entries.map(({ id }) => kept.papers.get(id)!);
  kept.pool = await runSteps(preparePool(papers, kept.numbers.size), signal);
  kept.bytes = papers.reduce((sum, { vector, words }) => sum + (vector?.byteLength ?? 0) + 14 * words.terms.length, 0);
  return kept.pool;
}

/** Reads the papers that are new, or were not in the library. Returns whether there was any. */
async function readPapers(kept: Kept, { deps, entries, signal }: Update): Promise<boolean> {
  let [isChanged, read] = [false, 0];
  for (const { id, title } of entries) {
    const known = kept.papers.get(id);
    if (known?.ordinal !== undefined) continue;
    const found = await deps.papers.findPaper(id);
    if (found || !known) {
      const words = await runSteps(kept.numbers.countTerms(writePoolText(found?.paper ?? { title })), signal);
      const { ordinal, contentHash } = found ?? {};
      kept.papers.set(id, { ordinal, contentHash, words, vector: undefined });
      isChanged = true;
    }
    read += 1;
    if (read % papersReadAtOnce === 0) await runSteps(pause(), signal);
  }
  return isChanged;
}

/** Adds the vectors that have arrived. Returns whether there was any. */
async function readVectors(kept: Kept, { model, signal }: Update): Promise<boolean> {
  const waiting = [...kept.papers.values()].filter(({ ordinal, vector }) => ordinal !== undefined && !vector);
  let isChanged = false;
  for (let start = 0; start < waiting.length; start += papersAtOnce) {
    const slice = waiting.slice(start, start + papersAtOnce);
    const vectors = await model.vectors.listVectors(slice.map(({ ordinal }) => ordinal!));
    for (const [at, vector] of vectors.entries()) {
      if (!vector) continue;
      slice[at]!.vector = vector;
      isChanged = true;
    }
    await runSteps(pause(), signal);
  }
  return isChanged;
}

/** Reading one and counting its words takes a quarter of a millisecond. */
const papersReadAtOnce = 16;
const papersAtOnce = 100;

function* pause(): Generator<void, void> {
  yield;
}
