import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Piscina } from "piscina";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import { readBits } from "../../domain/search/ordinal-set.js";
import { AppError, describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { NearPair, VectorChanges, VectorIndex } from "../../ports/vectors/vector-index.js";
import { writeManifest } from "../index-file.js";
import { resolveThreadEntry } from "../thread-entry.js";
import type { HnswTasks } from "./thread.js";
import { findSavedIndex, type HnswManifest } from "./saved-index.js";

export interface HnswIndexOptions {
  /** Folder of the saved index; created if missing. */
  readonly folder: string;
  /** Identity of the store and of the model: an index saved for another one is not read. */
  readonly storeId: string;
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Max number of links per node. */
  readonly m: number;
  readonly efConstruction: number;
  /** The ef of a search. */
  readonly ef: number;
  readonly logger: Logger;
}

export type RunTask = <Name extends keyof HnswTasks>(
  name: Name,
  task: Parameters<HnswTasks[Name]>[0],
) => Promise<Awaited<ReturnType<HnswTasks[Name]>>>;

/** An HNSW graph (Malkov and Yashunin 2018, arXiv:1603.09320) from hnswlib, in a separate thread. */
export async function createHnswIndex(options: HnswIndexOptions): Promise<VectorIndex> {
  await mkdir(options.folder, { recursive: true });
  const entry = resolveThreadEntry(import.meta.url, "./thread");
  // Searches may run during a save; `exclusively` runs changes and saves one at a time.
  const pool = new Piscina({ ...entry, minThreads: 1, maxThreads: 1, concurrentTasksPerWorker: 8 });
  const run: RunTask = (name, task) => pool.run(task, { name });
  const saved = await findSavedIndex(options);
  const state = { lastChange: 0, count: 0, savedChange: -1 };
  const loaded = saved && (await loadSaved(run, options, saved));
  if (saved && loaded !== undefined) {
    state.count = loaded;
    state.lastChange = state.savedChange = saved.lastChange;
  } else {
    const { dimensions, m, efConstruction } = options;
    await run("startEmpty", { dimensions, m, efConstruction });
  }
  const exclusively = createSerialRunner();
  return {
    get lastChange() {
      return state.lastChange;
    },
    get count() {
      return state.count;
    },
    apply: (changes) =>
      exclusively(async () => {
        const { count, pairs } = await applyChanges(run, changes, options.dimensions);
        state.count = count;
        state.lastChange = changes.lastChange;
        return pairs;
      }),
    async search({ vector, limit, allow }) {
      const { ordinals, scores } = await run("search", {
        vector,
        limit,
        ef: options.ef,
        allow: allow && readBits(allow),
      });
      // V8 drops the shape of an object that came in a message, and compiles again what reads it.
      return { ordinals, scores };
    },
    listNeighbours: ({ of, limit, allow }) =>
      run("listNeighbours", { of, limit, ef: options.ef, allow: allow && readBits(allow) }),
    save: () =>
      exclusively(async () => {
        if (state.savedChange === state.lastChange) return;
        await saveIndex(run, options, state.lastChange);
        state.savedChange = state.lastChange;
      }),
    close: () => exclusively(() => pool.destroy()),
  };
}

/** The number of loaded vectors; `undefined`, with the reason in the log, for a file that hnswlib rejects. */
async function loadSaved(run: RunTask, options: HnswIndexOptions, saved: HnswManifest): Promise<number | undefined> {
  const { folder, dimensions, logger } = options;
  try {
    return await run("load", { file: join(folder, saved.file), dimensions, deleted: saved.deleted });
  } catch (error) {
    logger.warn(
      { index: "hnsw", reason: describeError(error) },
      `The vector index in ${folder} cannot be read; it is rebuilt from the store.`,
    );
    return undefined;
  }
}

export function applyChanges(
  run: RunTask,
  { put, removed }: VectorChanges,
  dimensions: number,
): Promise<{ readonly count: number; readonly pairs: readonly NearPair[] }> {
  const vectors = new Float32Array(put.length * dimensions);
  for (const [row, { vector }] of put.entries()) vectors.set(vector, row * dimensions);
  return run("applyChanges", { put: put.map(({ ordinal }) => ordinal), vectors, removed });
}

async function saveIndex(run: RunTask, options: HnswIndexOptions, lastChange: number): Promise<void> {
  const { folder, storeId, fingerprint, m, efConstruction } = options;
  const file = `hnsw-${lastChange}.bin`;
  try {
    const facts = await run("save", { file: join(folder, file) });
    const manifest: HnswManifest = { format: 1, storeId, fingerprint, m, efConstruction, file, lastChange, ...facts };
    await writeManifest(join(folder, "hnsw.json"), manifest);
  } catch (error) {
    throw new AppError("unavailable", `The vector index cannot be saved in ${folder}: ${describeError(error)}`, {
      cause: error,
    });
  }
}
