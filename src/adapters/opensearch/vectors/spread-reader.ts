import type { Client } from "@opensearch-project/opensearch";
import { Piscina } from "piscina";
import type { VectorSpread } from "../../../domain/vectors/whitening.js";
import type { SpreadReader } from "../../../ports/vectors/vector-spread.js";
import { resolveThreadEntry } from "../../thread-entry.js";
import { unpackVector } from "../paper-documents.js";
import type { SpreadTask } from "./spread-thread.js";

export interface SpreadReaderOptions {
  readonly client: Client;
  /** The index of papers. */
  readonly index: string;
  /** Makes what was written visible to searches. */
  readonly refresh: () => Promise<void>;
}

/** A larger sample would not change the spread: with 384 dimensions this takes a third of a second. */
const spreadSample = 3_000;
/** After this pause the thread's memory is released. */
const idleMs = 5_000;

/** Samples by a hash of the ordinal, so that every part of the corpus is covered, and measures in a thread. */
export function createOpenSearchSpreadReader(options: SpreadReaderOptions): SpreadReader & { close(): Promise<void> } {
  const thread = new Piscina({
    ...resolveThreadEntry(import.meta.url, "./spread-thread"),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
  });
  return {
    async readSpread() {
      const vectors = await sampleVectors(options);
      const dimensions = vectors[0]?.length ?? 0;
      if (dimensions === 0) return undefined;
      const numbers = new Float32Array(vectors.length * dimensions);
      for (const [at, vector] of vectors.entries()) numbers.set(vector, at * dimensions);
      const task: SpreadTask = { numbers, dimensions };
      return (await thread.run(task, { transferList: [numbers.buffer] })) as VectorSpread | undefined;
    },
    close: () => thread.close({ force: true }),
  };
}

/** In the order of papers, so that sums are rounded alike each time. */
async function sampleVectors({ client, index, refresh }: SpreadReaderOptions): Promise<readonly Float32Array[]> {
  await refresh();
  const random_score = { seed: 1, field: "ordinal" };
  const { body } = await client.search({
    index,
    body: {
      query: { function_score: { query: { term: { state: "embedded" } }, random_score, boost_mode: "replace" } },
      size: spreadSample,
      _source: ["ordinal", "packed"],
      track_total_hits: false,
    } as object,
  });
  const hits = body.hits.hits.map(({ _source: source }) => source as unknown as Sampled);
  return hits.toSorted((one, other) => one.ordinal - other.ordinal).map(({ packed }) => unpackVector(packed));
}

interface Sampled {
  readonly ordinal: number;
  readonly packed: string;
}
