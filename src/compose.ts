import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createEmbedWorker } from "../workers/embed-worker.js";
import { createIndexWorker } from "../workers/index-worker.js";
import { createBm25Index } from "./adapters/bm25/bm25-index.js";
import { createHnswIndex } from "./adapters/hnsw/hnsw-index.js";
import { lockDataFolder } from "./adapters/sqlite/data-folder-lock.js";
import { createSqliteCorpusScan } from "./adapters/sqlite/sqlite-corpus-scan.js";
import { createSqliteMapStore } from "./adapters/sqlite/sqlite-map-store.js";
import { createSqliteStore } from "./adapters/sqlite/sqlite-store.js";
import { createUmapProjector } from "./adapters/umap/umap-projector.js";
import { batchesInHand, openMemoryQueue, readVersion } from "./compose-parts.js";
import { createSourcePorts } from "./compose-sources.js";
import type { Config } from "./config.js";
import { formatFingerprint } from "./domain/model.js";
import { AppError, describeError } from "./errors.js";
import type { Embedder } from "./ports/embedder.js";
import type { EmbedQueue } from "./ports/embed-queue.js";
import type { Logger } from "./ports/logger.js";
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

/** Opens the data folder. Throws `folder_in_use`, `conflict` (another model, a newer layout), `damaged`. */
export async function openLibrary(config: Config, options: LibraryOptions): Promise<Library> {
  const { logger, workers, rebuild = false, openQueue: open = openMemoryQueue } = options;
  const lock = lockDataFolder(config.dataDir);
  const undo: Undo = [() => lock.release()];
  try {
    // First of all, as it says at once that a folder is damaged or of a newer layout, and leaves it as it is.
    const store = createSqliteStore({ folder: config.dataDir, now: () => Date.now() });
    undo.push(() => store.close());
    const [embedder, queue] = await openTogether(undo, options.openEmbedder, open);
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
