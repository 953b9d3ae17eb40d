import { Piscina } from "piscina";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import type { NearKeys, WatchedVectors } from "../../ports/desk/watched-vectors.js";
import { resolveThreadEntry } from "../thread-entry.js";
import type { WatchedTasks } from "./watched-thread.js";

export interface WatchedVectorsOptions {
  readonly dimensions: number;
  readonly m: number;
  readonly efConstruction: number;
  readonly ef: number;
}

/** An HNSW graph in a thread that starts with the first vector. It is not saved: the store has its vectors. */
export function createWatchedVectors(options: WatchedVectorsOptions): WatchedVectors {
  const { dimensions, ef } = options;
  const inOrder = createSerialRunner();
  const { run, end } = createThread(options);
  let count = 0;
  return {
    put: (entries) =>
      inOrder(async () => {
        if (entries.length === 0) return;
        const vectors = joinRows(
          entries.map(({ vector }) => vector),
          dimensions,
        );
        count = await run("change", { put: entries.map(({ key }) => key), vectors, removed: [] });
      }),
    remove: (keys) =>
      inOrder(async () => {
        if (keys.length === 0 || count === 0) return;
        count = await run("change", { put: [], vectors: new Float32Array(0), removed: keys });
      }),
    findWithin: (vectors, least) =>
      inOrder(async () => {
        if (count === 0 || vectors.length === 0) return vectors.map(() => nothing);
        const found = await run("findWithin", {
          vectors: joinRows(vectors, dimensions),
          rows: vectors.length,
          least,
          ef,
        });
        return cutRows(found);
      }),
    close: () =>
      inOrder(async () => {
        await end();
        count = 0;
      }),
  };
}

type Run = <Name extends keyof WatchedTasks>(
  name: Name,
  task: Parameters<WatchedTasks[Name]>[0],
) => Promise<Awaited<ReturnType<WatchedTasks[Name]>>>;

function createThread({ dimensions, m, efConstruction }: WatchedVectorsOptions): { run: Run; end(): Promise<void> } {
  let pool: Piscina | undefined;
  return {
    async run(name, task) {
      if (!pool) {
        const entry = resolveThreadEntry(import.meta.url, "./watched-thread");
        pool = new Piscina({ ...entry, minThreads: 1, maxThreads: 1 });
        await pool.run({ dimensions, m, efConstruction }, { name: "start" });
      }
      return pool.run(task, { name });
    },
    async end() {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

const nothing: NearKeys = { keys: new Int32Array(0), cosines: new Float64Array(0) };

function joinRows(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const rows = new Float32Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) rows.set(vector, row * dimensions);
  return rows;
}

function cutRows({ counts, keys, cosines }: ReturnType<WatchedTasks["findWithin"]>): readonly NearKeys[] {
  let end = 0;
  return Array.from(counts, (count) => {
    const start = end;
    end += count;
    return { keys: keys.subarray(start, end), cosines: cosines.subarray(start, end) };
  });
}
