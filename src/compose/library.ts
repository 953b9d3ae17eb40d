import { rm } from "node:fs/promises";
import { createEmbedWorker } from "../../workers/embed-worker.js";
import { createIndexWorker } from "../../workers/index-worker.js";
import { createBm25Index } from "../adapters/bm25/keyword-index.js";
import { type DataFolderLock, lockDataFolder } from "../adapters/sqlite/data-folder/lock.js";
import { createSqliteCorpusScan, type SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore, type SqliteStore } from "../adapters/sqlite/store.js";
import { createUmapProjector } from "../adapters/umap/map-projector.js";
import { composeChange, findEmbedder, followIndexBatch } from "./model-change.js";
import { closeIndex, composeModel, openModelPorts } from "./models.js";
import { batchesInHand, locateIndexes, openMemoryQueue, readVersion } from "./parts.js";
import { createSourcePorts } from "./sources.js";
import type { Config } from "../config.js";
import { formatFingerprint, type ModelIdentity, parseFingerprint } from "../domain/models/model.js";
import { AppError } from "../errors.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { Logger } from "../ports/logger.js";
import type { VectorStore } from "../ports/vectors/vector-store.js";
import type { ModelPorts, SharedPorts } from "../services/create-services.js";
import { createCurrentModel } from "../services/models/current-model.js";
import { createEmbedBatch } from "../services/ingest/embed-batch.js";
import type { Services } from "../services/services.js";
import { createTextSync } from "../services/indexes/sync-index.js";
import { startUpkeep } from "../services/indexes/upkeep.js";

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
  /** Loads the model in use; the library closes it. */
  readonly openEmbedder: () => Promise<Embedder>;
  /** Gets and loads another model to change to. Without it the model stays as it is. */
  readonly openOther?: (id: string) => Promise<Embedder>;
  /** Those that can be changed to; by default all that are known. */
  readonly knownModels?: readonly ModelIdentity[];
  /** Goes on with a change of the model that was begun. */
  readonly changesModel?: boolean;
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
  const { logger, rebuild = false, openQueue: open = openMemoryQueue } = options;
  const lock = lockDataFolder(config.dataDir);
  const undo: Undo = [() => lock.release()];
  try {
    // First of all, as it says at once that a folder is damaged or of a newer layout, and leaves it as it is.
    const store = createSqliteStore({ folder: config.dataDir, now: () => Date.now() });
    undo.push(() => store.close());
    const [embedder, queue] = await openTogether(undo, options.openEmbedder, open);
    await claimModel(store.vectors, embedder, rebuild);
    const { storeId } = store.changes;
    const folder = locateIndexes(config, 1);
    if (rebuild) await rm(folder, { recursive: true, force: true });
    const scan = createSqliteCorpusScan({ folder: config.dataDir, holdWrites: store.holdWrites });
    undo.push(() => scan.close());
    const [keywordIndex, modelPorts] = await Promise.all([
      createBm25Index({ folder, storeId, logger }),
      openModelPorts({ config, kept: store, scan, logger }, embedder),
    ]);
    const projector = createUmapProjector();
    undo.push(
      () => projector.close(),
      () => closeIndex(keywordIndex, logger),
    );
    const clocks = { now: () => performance.now(), today: () => new Date() };
    const { papers, versions, work, jobs } = store;
    const parts = { papers, versions, work, jobs, keywordIndex, projector, queue, logger, version: readVersion() };
    const shared: SharedPorts = { ...parts, ...createSourcePorts(config), ...clocks };
    return await startLibrary(config, { options, store, scan, shared, modelPorts, lock, undo });
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

interface OpenParts {
  readonly options: LibraryOptions;
  readonly store: SqliteStore;
  readonly scan: SlotScan;
  readonly shared: SharedPorts;
  readonly modelPorts: ModelPorts;
  readonly lock: DataFolderLock;
  readonly undo: Undo;
}

/** Sets going what answers, embeds, keeps the indexes up to date and changes the model. */
async function startLibrary(config: Config, parts: OpenParts): Promise<Library> {
  const { options, store, scan, shared, modelPorts, lock, undo } = parts;
  const { workers, changesModel: goesOn = false } = options;
  const textSync = createTextSync({ ...shared, changes: store.changes });
  const feeds = options.openQueue !== undefined;
  const readOtherModel = async () => (await change.readModels()).otherModel;
  const current = createCurrentModel({ textSync, feeds, readOtherModel });
  const change = composeChange(config, { options, store, scan, shared, current });
  await current.replace(composeModel({ ...shared, ...modelPorts }, current.upkeep));
  undo.push(
    () => current.read().close(),
    // The queue ends before what its handlers write to; that it is closed once more later does nothing.
    () => shared.queue.close(),
  );
  const upkeep = await startUpkeep({
    ...shared,
    textSync,
    current,
    indexWorker: createIndexWorker(followIndexBatch(current)),
    embedBatch: workers > 0 ? createEmbedWorker(createEmbedBatch(findEmbedder(current))) : undefined,
    concurrency: batchesInHand(workers),
  });
  change.start({ goesOn });
  undo.push(
    () => upkeep.stop(),
    () => change.stop(),
  );
  const { start: _start, stop: _stop, ...changing } = change;
  const services: Services = { ...current.followServices(), ...changing };
  return { services, ready: upkeep.ready, announce: (url) => lock.describe({ url }), close: () => undoAll(undo) };
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
    const { id: keptId } = parseFingerprint(kept);
    const { id } = embedder.model;
    throw new AppError(
      "conflict",
      `The data folder holds vectors of the model ${keptId}, and ${id} is asked for. Leave MODEL unset or set MODEL=${keptId}; to change the model: paperkin reindex --model ${id}`,
    );
  }
  if (kept !== fingerprint) await vectors.resetFingerprint(fingerprint);
}

/** Undoes in reverse order; one failure does not keep the rest from being undone. */
async function undoAll(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop())
    await Promise.resolve()
      .then(step)
      .catch(() => undefined);
}
