import { createRedisEmbedQueue } from "../../src/adapters/bullmq/redis-embed-queue.js";
import { countBatchesInFlight } from "../../src/domain/ingest/worker-plan.js";
import { createLogger } from "../../src/compose/logger.js";
import { createModels } from "../../src/compose/embedder.js";
import { findPackageFile } from "../../src/package-files.js";
import { loadConfig } from "../../src/config.js";
import type { EmbedBatch } from "../../src/domain/ingest/embed-batch.js";
import { formatFingerprint } from "../../src/domain/models/model.js";
import { composeText } from "../../src/domain/paper/clean-paper.js";
import { type Program, spawnProgram, untilOutput } from "../support/spawn-program.js";
import { startRedis } from "../support/start-redis.js";
import type { BenchPaper } from "./papers.js";
import { readMemory } from "./process-memory.js";

const papersPerBatch = 64;
const model = "bge-small-en-v1.5";

export interface FleetOptions {
  readonly processes: number;
  /** For each process. */
  readonly threads: number;
}

export interface FleetRun {
  readonly papers: readonly BenchPaper[];
  /** Called with the number of papers embedded so far, after each batch. */
  onBatch?(embedded: number): void;
}

/** Worker processes as `npm run worker` starts them, on a real Redis, with this process as the owner of the index. */
export interface Fleet {
  /** Papers per second while every process had work: all batches except the first and last ones in flight. */
  embed(run: FleetRun): Promise<number>;
  /** Total of all processes, in MiB. */
  readMemory(field: "VmRSS" | "VmHWM"): number;
  stop(): Promise<void>;
}

export async function startFleet({ processes, threads }: FleetOptions): Promise<Fleet> {
  const redis = await startRedis();
  const programs = Array.from({ length: processes }, () => startWorker(redis.url, threads));
  await Promise.all(programs.map((program) => untilOutput(program, /embeds batches/, 300_000)));
  const inFlight = processes * countBatchesInFlight(1);
  return {
    async embed({ papers, onBatch }) {
      const batches = makeBatches(papers);
      const times = await deliver(redis.url, { batches, ahead: 2 * inFlight, onBatch });
      const skipped = Math.min(inFlight, Math.floor(times.length / 4));
      const [from = 0, to = 0] = [times[skipped], times.at(-1 - skipped)];
      return ((times.length - 1 - 2 * skipped) * papersPerBatch * 1000) / (to - from);
    },
    readMemory: (field) => programs.reduce((sum, { pid }) => sum + readMemory(pid, field), 0),
    async stop() {
      await Promise.all(programs.map((program) => program.end("SIGTERM")));
      await redis.stop();
    },
  };
}

function startWorker(redisUrl: string, threads: number): Program {
  const env = { REDIS_URL: redisUrl, MODEL: model, WORKER_THREADS: String(threads), HF_HUB_OFFLINE: "1" };
  const { modelsDir } = loadConfig();
  const entry = "workers/main";
  const packageRoot = findPackageFile("");
  return spawnProgram({
    entry,
    packageRoot,
    env: { ...env, ...(modelsDir !== undefined && { MODELS_DIR: modelsDir }) },
  });
}

/** Only whole batches, so that each counts the same. */
function makeBatches(papers: readonly BenchPaper[]): EmbedBatch[] {
  const spec = createModels(loadConfig())
    .list()
    .find(({ id }) => id === model);
  if (!spec) throw new Error(`there is no model ${model}`);
  const fingerprint = formatFingerprint(spec);
  return Array.from({ length: Math.floor(papers.length / papersPerBatch) }, (_, batch) => ({
    id: `batch-${batch}`,
    fingerprint,
    due: 0,
    papers: papers
      .slice(batch * papersPerBatch, (batch + 1) * papersPerBatch)
      .map((paper, place) => ({ ordinal: batch * papersPerBatch + place, textHash: "", text: composeText(paper) })),
  }));
}

interface Delivery {
  readonly batches: readonly EmbedBatch[];
  /** Number of batches on the queue at once. */
  readonly ahead: number;
  readonly onBatch: FleetRun["onBatch"];
}

/** When each batch came back, in milliseconds; each one that does is replaced on the queue. */
async function deliver(url: string, { batches, ahead, onBatch }: Delivery): Promise<number[]> {
  const queue = await createRedisEmbedQueue({ url, logger: createLogger(loadConfig(), { fileDescriptor: 2 }) });
  const times: number[] = [];
  const waiting = [...batches];
  const publish = (count: number) => queue.publish(waiting.splice(0, count));
  try {
    await new Promise<void>((resolve, reject) => {
      const keepVectors = async ({ results }: { readonly results: readonly object[] }) => {
        if (results.some((result) => "failure" in result)) reject(new Error("a text could not be embedded"));
        times.push(performance.now());
        onBatch?.(times.length * papersPerBatch);
        if (waiting.length > 0) await publish(1);
        if (times.length === batches.length) resolve();
      };
      const failBatch = async ({ reason }: { readonly reason: string }) => reject(new Error(reason));
      void queue
        .consumeEmbedded({ keepVectors, failBatch })
        .then(() => publish(ahead))
        .catch(reject);
    });
  } finally {
    await queue.close();
  }
  return times;
}
