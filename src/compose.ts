import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createModelStore } from "../models/fetch.js";
import { createEmbedWorker } from "../workers/embed-worker.js";
import { createIndexWorker } from "../workers/index-worker.js";
import { createBm25Index } from "./adapters/bm25/bm25-index.js";
import { createHnswIndex } from "./adapters/hnsw/hnsw-index.js";
import { createPinoLogger } from "./adapters/pino/pino-logger.js";
import { lockDataFolder } from "./adapters/sqlite/data-folder-lock.js";
import { createSqliteCorpusScan } from "./adapters/sqlite/sqlite-corpus-scan.js";
import { createSqliteMapStore } from "./adapters/sqlite/sqlite-map-store.js";
import { createSqliteStore } from "./adapters/sqlite/sqlite-store.js";
import { createUmapProjector } from "./adapters/umap/umap-projector.js";
import { createSourcePorts } from "./compose-sources.js";
import type { Config } from "./config.js";
import { formatFingerprint } from "./domain/model.js";
import { AppError, describeError } from "./errors.js";
import type { Embedder } from "./ports/embedder.js";
import type { EmbedQueue } from "./ports/embed-queue.js";
import type { Logger } from "./ports/logger.js";
import type { ModelStore, ReportFetch } from "./ports/model-store.js";
import type { VectorStore } from "./ports/vector-store.js";
import { createServices, type Ports } from "./services/create-services.js";
import { createEmbedBatch } from "./services/embed-batch.js";
import type { Services } from "./services/services.js";
import { startUpkeep } from "./services/upkeep.js";

/** An opened data folder: this process is its only owner until `close`. */
export interface Library {
  readonly services: Services;
  /** Resolves when both indexes hold what the store holds. Questions are answered before, from what is there. */
  readonly ready: Promise<void>;
  /** Tells a second process that wants the folder where this one serves. */
  announce(url: string): void;
  /** Lets work under way end, saves the indexes, and gives the folder free. */
  close(): Promise<void>;
}

export interface LibraryOptions {
  /** Loads the model; the library closes it. */
  readonly openEmbedder: () => Promise<Embedder>;
  readonly logger: Logger;
  /** Opens the queue. Without one nothing is embedded here: papers wait in the store for a process that has one. */
  readonly openQueue?: () => Promise<EmbedQueue>;
  /** Embed workers of this process. */
  readonly workers: number;
  /** Drops both indexes, and with another model than before all vectors: everything is built anew. */
  readonly rebuild?: boolean;
}

export function createLogger(
  config: Config,
  options: { readonly fileDescriptor: 1 | 2; readonly level?: string },
): Logger {
  const { fileDescriptor, level = config.logLevel } = options;
  const pretty = (fileDescriptor === 1 ? process.stdout : process.stderr).isTTY === true;
  return createPinoLogger({ level, pretty, fileDescriptor });
}

export function createModels(config: Config): ModelStore {
  const { modelsDir, hubEndpoint, hubOffline, httpProxy, httpsProxy, noProxy } = config;
  return createModelStore({ modelsDir, hubEndpoint, hubOffline, httpProxy, httpsProxy, noProxy });
}

export interface EmbedderOptions {
  readonly logger: Logger;
  readonly report: ReportFetch;
  /** Whether this process answers questions. */
  readonly queries: boolean;
  /** Embed workers of this process. */
  readonly workers: number;
}

/** Gets the model, from this machine or else from its sources, and loads it. Throws `model_missing` or `damaged`. */
export async function openEmbedder(
  config: Config,
  { logger, report, queries, workers }: EmbedderOptions,
): Promise<Embedder> {
  const { spec, folder } = await createModels(config).fetch(config.model, report);
  const { createTransformersEmbedder } = await import("./adapters/transformers/transformers-embedder.js");
  const documents = workers > 0 ? { threads: workers * config.workerThreads } : undefined;
  return createTransformersEmbedder({ model: spec, folder, logger, documents, queries: queries ? {} : undefined });
}

/** Connects the queue that the settings name: Redis, PostgreSQL, or PGlite in the data folder. Throws `unavailable`. */
export async function openQueue(config: Config, logger: Logger): Promise<EmbedQueue> {
  const { redisUrl, databaseUrl, queueName: namespace } = config;
  if (redisUrl !== undefined) {
    const { createRedisEmbedQueue } = await import("./adapters/bullmq/redis-embed-queue.js");
    return createRedisEmbedQueue({ url: redisUrl, namespace, logger });
  }
  if (databaseUrl !== undefined) {
    const { createPostgresEmbedQueue } = await import("./adapters/bullmq/postgres-embed-queue.js");
    return createPostgresEmbedQueue({ url: databaseUrl, namespace, logger });
  }
  const { createPgliteEmbedQueue } = await import("./adapters/bullmq/pglite-embed-queue.js");
  return createPgliteEmbedQueue({ folder: join(config.dataDir, "queue"), logger });
}

/** A stateless embed worker: a queue and a model, no data folder. */
export async function composeWorker(
  config: Config,
  logger: Logger,
  report: ReportFetch,
): Promise<{ close(): Promise<void> }> {
  const embedder = await openEmbedder(config, { logger, report, queries: false, workers: 1 });
  const queue = await openQueue(config, logger);
  await queue.consumeBatches(createEmbedWorker(createEmbedBatch(embedder)), batchesInHand(1));
  return {
    async close() {
      await queue.close();
      await embedder.close();
    },
  };
}

/** Opens the data folder. Throws `folder_in_use`, `conflict` (another model, a newer layout), `damaged`. */
export async function openLibrary(config: Config, options: LibraryOptions): Promise<Library> {
  const { logger, workers, rebuild = false, openQueue: open = openMemoryQueue } = options;
  const lock = lockDataFolder(config.dataDir);
  const undo: Undo = [() => lock.release()];
  try {
    const [embedder, queue] = await openTogether(undo, options.openEmbedder, open);
    const store = createSqliteStore({ folder: config.dataDir, now: () => Date.now() });
    undo.push(() => store.close());
    await claimModel(store.vectors, embedder, rebuild);
    const { storeId } = store.changes;
    const indexes = await openIndexes(config, { embedder, logger, storeId, rebuild });
    undo.push(() => closeIndexes(indexes, logger));
    const scan = createSqliteCorpusScan({ folder: config.dataDir });
    // The queue ends before what its handlers write to; that it is closed once more later does nothing.
    undo.push(
      () => scan.close(),
      () => queue.close(),
    );
    const ports = { ...store, ...indexes, scan, spread: scan, embedder, queue, logger, version: readVersion() };
    const sources = createSourcePorts(config);
    const parts = createServices({ ...ports, ...sources, now: () => performance.now(), today: () => new Date() });
    const upkeep = await startUpkeep({
      ...parts,
      ...ports,
      indexWorker: createIndexWorker(parts.indexBatch),
      embedBatch: workers > 0 ? createEmbedWorker(createEmbedBatch(embedder)) : undefined,
      concurrency: batchesInHand(workers),
      feeds: options.openQueue !== undefined,
    });
    undo.push(() => upkeep.stop(), parts.stopMap);
    const { services } = parts;
    return { services, ready: upkeep.ready, announce: (url) => lock.describe({ url }), close: () => undoAll(undo) };
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

type Undo = (() => Promise<void> | void)[];

/** Loads the model while the queue opens: together they are most of a start. When one fails the other is closed. */
async function openTogether(
  undo: Undo,
  openModel: () => Promise<Embedder>,
  open: () => Promise<EmbedQueue>,
): Promise<[Embedder, EmbedQueue]> {
  const opening = [openModel(), open()] as const;
  for (const part of opening) undo.push(() => part.then((opened) => opened.close()));
  return Promise.all(opening);
}

/** A queue that is gone with the process: for a library that lasts no longer, or that embeds nothing. */
export async function openMemoryQueue(): Promise<EmbedQueue> {
  const { createMemoryEmbedQueue } = await import("./adapters/memory/memory-embed-queue.js");
  return createMemoryEmbedQueue();
}

/** Two batches for each worker: while one is embedded the next is already here. */
function batchesInHand(workers: number): number {
  return workers * 2;
}

/** Compares the kept vectors' model with the one that runs: answers over mixed vectors would be silently wrong. */
async function claimModel(vectors: VectorStore, embedder: Embedder, rebuild: boolean): Promise<void> {
  const fingerprint = formatFingerprint(embedder.model);
  const kept = await vectors.readFingerprint();
  if (kept !== undefined && kept !== fingerprint && !rebuild) {
    const [keptId] = JSON.parse(kept) as [string];
    const { id } = embedder.model;
    throw new AppError(
      "conflict",
      `The data folder holds vectors of the model ${keptId}, and ${id} is asked for. Set MODEL=${keptId}, or embed every paper again with: paperkin reindex --model ${id}`,
    );
  }
  if (kept !== fingerprint) await vectors.resetFingerprint(fingerprint);
}

/** All that is kept in the folder of indexes, and may be made anew from the store. */
type Indexes = Pick<Ports, "keywordIndex" | "vectorIndex" | "maps" | "projector">;

interface IndexOptions {
  readonly embedder: Embedder;
  readonly logger: Logger;
  readonly storeId: string;
  readonly rebuild: boolean;
}

async function openIndexes(config: Config, options: IndexOptions): Promise<Indexes> {
  const { embedder, logger, storeId, rebuild } = options;
  const folder = join(config.dataDir, "indexes");
  if (rebuild) await rm(folder, { recursive: true, force: true });
  const { hnswM: m, hnswEfConstruction: efConstruction, hnswEf: ef } = config;
  const { dimensions } = embedder.model;
  const fingerprint = formatFingerprint(embedder.model);
  const [keywordIndex, vectorIndex] = await Promise.all([
    createBm25Index({ folder, storeId, logger }),
    createHnswIndex({ folder, storeId, fingerprint, dimensions, m, efConstruction, ef, logger }),
  ]);
  const maps = createSqliteMapStore({ folder: config.dataDir, storeId, fingerprint, logger });
  return { keywordIndex, vectorIndex, maps, projector: createUmapProjector() };
}

/** Saves what changed; an index that cannot be saved is brought up to date from the store at the next start. */
async function closeIndexes(indexes: Indexes, logger: Logger): Promise<void> {
  for (const index of [indexes.keywordIndex, indexes.vectorIndex]) {
    await index
      .save()
      .catch((error: unknown) => logger.error({ reason: describeError(error) }, "An index was not saved."));
    await index.close();
  }
  await Promise.all([indexes.maps.close(), indexes.projector.close()]);
}

/** Undoes in reverse order; one failure does not keep the rest from being undone. */
async function undoAll(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop())
    await Promise.resolve()
      .then(step)
      .catch(() => undefined);
}

/** The path of a file of the package, from the sources and from dist alike. */
export function findPackageFile(path: string): string {
  return fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? `../${path}` : `../../${path}`, import.meta.url));
}

export function readVersion(): string {
  return (JSON.parse(readFileSync(findPackageFile("package.json"), "utf8")) as { version: string }).version;
}
