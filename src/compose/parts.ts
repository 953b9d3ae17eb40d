import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createModelStore } from "../../models/fetch.js";
import { probeMachine } from "../adapters/machine/probe-machine.js";
import { createPinoLogger } from "../adapters/pino/logger.js";
import { readFolderModel } from "../adapters/sqlite/data-folder/read-model.js";
import type { VectorSlot } from "../adapters/sqlite/vectors/slots.js";
import { type Config, defaultModel } from "../config.js";
import { planWorkers, type WorkerPlan } from "../domain/ingest/worker-plan.js";
import { AppError } from "../errors.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { Logger } from "../ports/logger.js";
import type { ModelSpec, ModelStore, ReportFetch } from "../ports/models/model-store.js";

export function createLogger(
  config: Config,
  options: { readonly fileDescriptor: 1 | 2; readonly level?: string },
): Logger {
  const { fileDescriptor, level = config.logLevel } = options;
  const pretty = (fileDescriptor === 1 ? process.stdout : process.stderr).isTTY === true;
  return createPinoLogger({ level, pretty, fileDescriptor });
}

export function createModels(config: Config): ModelStore {
  const { modelsDir, modelCacheDir: cacheDir, hubEndpoint, hubOffline, httpProxy, httpsProxy, noProxy } = config;
  return createModelStore({ modelsDir, cacheDir, hubEndpoint, hubOffline, httpProxy, httpsProxy, noProxy });
}

export interface EmbedderOptions {
  readonly logger: Logger;
  readonly report: ReportFetch;
  /** Whether this process answers questions. */
  readonly queries: boolean;
  /** Embed workers of this process. */
  readonly workers: number;
  /** Embeds while another model is in use: its threads come after all others. */
  readonly beside?: boolean;
}

/** How many workers and threads embed documents in a process; one that answers questions leaves them a core. */
export function planEmbedding({ workers, workerThreads: threads }: Config, answers: boolean): WorkerPlan {
  return planWorkers({ workers, threads }, probeMachine(), answers);
}

/** The model that is asked for; where none is, that of the data folder. */
export function chooseModel(config: Config): string {
  if (config.model !== undefined) return config.model;
  const kept = readFolderModel(config.dataDir);
  const isKnown = createModels(config)
    .list()
    .some(({ id }) => id === kept);
  return kept !== undefined && isKnown ? kept : defaultModel;
}

/** What is known of the model that is chosen. Throws `not_found`. */
export function requireModel(config: Config): ModelSpec {
  const chosen = chooseModel(config);
  const spec = createModels(config)
    .list()
    .find(({ id }) => id === chosen);
  if (spec) return spec;
  throw new AppError("not_found", `There is no model ${chosen}; paperkin models list shows those there are.`);
}

/** The lowest priority that there is. */
const besideNice = 19;

/** Gets the model, from this machine or else from its sources, and loads it. Throws `model_missing`, `damaged` or `unavailable`. */
export async function openEmbedder(
  config: Config,
  { logger, report, queries, workers, beside = false }: EmbedderOptions,
): Promise<Embedder> {
  const { spec, folder } = await createModels(config).fetch(chooseModel(config), report);
  const { createTransformersEmbedder } = await import("../adapters/transformers/embedder.js");
  const { threads } = planEmbedding(config.workers === "auto" ? config : { ...config, workers }, queries);
  const documents = workers > 0 ? { threads, ...(beside && { niceIncrement: besideNice }) } : undefined;
  return createTransformersEmbedder({
    model: spec,
    folder,
    logger,
    device: config.embedDevice,
    documents,
    queries: queries ? {} : undefined,
  });
}

/** Connects the queue that the settings name: Redis, PostgreSQL, or PGlite in the data folder. Throws `unavailable`. */
export async function openQueue(config: Config, logger: Logger): Promise<EmbedQueue> {
  const { redisUrl, databaseUrl, queueName: namespace } = config;
  if (redisUrl !== undefined) {
    const { createRedisEmbedQueue } = await import("../adapters/bullmq/redis-embed-queue.js");
    return createRedisEmbedQueue({ url: redisUrl, namespace, logger });
  }
  if (databaseUrl !== undefined) {
    const { createPostgresEmbedQueue } = await import("../adapters/bullmq/postgres-embed-queue.js");
    return createPostgresEmbedQueue({ url: databaseUrl, namespace, logger });
  }
  const { createPgliteEmbedQueue } = await import("../adapters/bullmq/pglite/embed-queue.js");
  return createPgliteEmbedQueue({ folder: join(config.dataDir, "queue"), logger });
}

/** A queue that is gone with the process: for a library that lasts no longer, or that embeds nothing. */
export async function openMemoryQueue(): Promise<EmbedQueue> {
  const { createMemoryEmbedQueue } = await import("../adapters/memory/embed-queue.js");
  return createMemoryEmbedQueue();
}

/** Embed workers of a command that embeds: WORKERS=0 means others do, and they can only take part in a shared queue. */
export function chooseWorkers(config: Config): number {
  const { workers } = planEmbedding(config, false);
  return config.redisUrl === undefined && config.databaseUrl === undefined ? Math.max(1, workers) : workers;
}

/** Both models' indexes are caches of one store; the keyword index, which is no model's, lies beside the first. */
export function locateIndexes({ dataDir }: Pick<Config, "dataDir">, slot: VectorSlot): string {
  const folder = join(dataDir, "indexes");
  return slot === 1 ? folder : join(folder, "second-model");
}

/** Two batches for each worker: while one is embedded the next is already here. */
export function batchesInHand(workers: number): number {
  return workers * 2;
}

/** The path of a file of the package, from the sources and from dist alike. */
export function findPackageFile(path: string): string {
  return fileURLToPath(
    new URL(import.meta.url.endsWith(".ts") ? `../../${path}` : `../../../${path}`, import.meta.url),
  );
}

export function readVersion(): string {
  return (JSON.parse(readFileSync(findPackageFile("package.json"), "utf8")) as { version: string }).version;
}
