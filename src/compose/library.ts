import { createEmbedWorker } from "../../workers/embed-worker.js";
import { createBm25Index } from "../adapters/bm25/keyword-index.js";
import { createGuessLanguage } from "../adapters/eld/guess-language.js";
import { locateIndexes, removeIndexes } from "../adapters/index-folders.js";
import { type DataFolderLock, lockDataFolder } from "../adapters/sqlite/data-folder/lock.js";
import { probeDisk } from "../adapters/sqlite/data-folder/probe-data-folder.js";
import { requireStore } from "../adapters/sqlite/data-folder/require-store.js";
import { createSqliteCorpusScan, type SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore, type SqliteStore } from "../adapters/sqlite/store.js";
import { readVenueAliases } from "../adapters/venue-aliases/read-venue-aliases.js";
import { createEnglishWords } from "../adapters/wordlist/english-words.js";
import { createUmapProjector } from "../adapters/umap/map-projector.js";
import { composeDelivery } from "./delivery.js";
import { composeModelChange, type OtherModels } from "./model-change.js";
import { composeFollows } from "./follows.js";
import { composeModel, openModelPorts, type OpenModelPorts } from "./model-ports.js";
import { createSourcePorts } from "./sources.js";
import { type Undo, undoAll } from "./undo.js";
import type { Config } from "../config.js";
import { countBatchesInFlight } from "../domain/ingest/worker-plan.js";
import { type Opening, openings } from "../domain/library/opening.js";
import { createVenueNames } from "../domain/venue/venue-names.js";
import { readVersion } from "../package-files.js";
import type { MatchReader } from "../ports/desk/match-reader.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { Logger } from "../ports/logger.js";
import type { KeywordIndex } from "../ports/search/keyword-index.js";
import type { SharedPorts } from "../services/create-services.js";
import { createDesk } from "../services/desk/create-desk.js";
import { createDelivered } from "../services/desk/delivery/delivered.js";
import { closeIndex } from "../services/indexes/close-index.js";
import { createEmbedBatch } from "../services/ingest/embed-batch.js";
import { fetchRegularly } from "../services/desk/follows/fetch-sources.js";
import { createMatchReader } from "../services/desk/follows/read-found.js";
import type { Services } from "../services/services.js";
import { claimModel } from "../services/models/claim-model.js";
import { createCurrentModel } from "../services/models/current-model.js";
import { createTextSync } from "../services/indexes/sync-index.js";
import { startMaintenance } from "../services/indexes/maintain-indexes.js";

/** An opened data folder: this process is its only owner until `close`. */
export interface Library {
  readonly services: Services;
  /**
   * Resolves when both indexes are up to date with the store. Earlier queries are answered from the papers indexed so
   * far.
   */
  readonly ready: Promise<void>;
  /** Publishes the address of this server to other processes that try to open the folder. */
  announce(url: string): void;
  /** Waits for work in progress, saves the indexes, and releases the folder. */
  close(): Promise<void>;
}

export interface LibraryOptions extends OtherModels {
  readonly opening: Opening;
  /** Loads the model in use; the library closes it. */
  readonly openEmbedder: () => Promise<Embedder>;
  readonly logger: Logger;
  readonly openQueue: () => Promise<EmbedQueue>;
  /** Embed workers of this process. */
  readonly workers: number;
  /** What is delivered. */
  readonly matches?: MatchReader;
}

/** Opens the data folder. Throws `folder_in_use`, `conflict` (another model, a newer layout), `damaged`. */
export async function openLibrary(config: Config, options: LibraryOptions): Promise<Library> {
  const { logger, opening } = options;
  const { rebuilds } = openings[opening];
  const { dataDir } = config;
  const venueAliases = readVenueAliases(config.venueAliases);
  const lock = lockDataFolder(dataDir);
  const undo: Undo = [() => lock.release()];
  try {
    requireStore(dataDir);
    // Before anything slow: throws at once for a folder that is damaged or has a newer layout, and leaves it unchanged.
    const store = createSqliteStore({ folder: dataDir, now: () => Date.now() });
    undo.push(() => store.close());
    const { storeId } = store.changes;
    const openWords = () => openWordPorts({ folder: locateIndexes(dataDir, 1), storeId, logger });
    // Read while the model is loaded, unless a rebuild removes the index first.
    const words = rebuilds ? undefined : openWords();
    undo.push(async () => (await words?.catch(() => undefined))?.keywordIndex.close());
    const [embedder, queue] = await openTogether(undo, options);
    await claimModel(store.vectors, { model: embedder.model, replaces: rebuilds });
    if (rebuilds) await removeIndexes(dataDir);
    const scan = createSqliteCorpusScan({ folder: dataDir, venueAliases, holdWrites: store.holdWrites });
    undo.push(() => scan.close());
    const [wordPorts, modelPorts] = await Promise.all([
      words ?? openWords(),
      openModelPorts({ config, kept: store, scan, logger }, embedder),
    ]);
    const projector = createUmapProjector();
    undo.push(
      () => projector.close(),
      () => closeIndex(wordPorts.keywordIndex, logger),
    );
    const { papers, versions, work, jobs, notices, openTrial } = store;
    const stores = { papers, versions, work, jobs, notices, openTrial };
    const parts = { ...stores, ...wordPorts, projector, queue, logger, version: readVersion() };
    const follows = composeFollows(config, store.desk, createVenueNames(venueAliases));
    const shared = { ...parts, ...follows, ...createSourcePorts(config), ...createMachine(dataDir) };
    return await startLibrary(config, { options, store, scan, shared, modelPorts, lock, undo });
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** What reads words; none of it needs the model. */
async function openWordPorts(index: Parameters<typeof createBm25Index>[0]) {
  const [keywordIndex, dictionary, guessLanguage] = await Promise.all([
    createBm25Index(index),
    createEnglishWords(),
    createGuessLanguage(),
  ]);
  return { keywordIndex, dictionary, guessLanguage };
}

function createMachine(dataDir: string): Pick<SharedPorts, "now" | "today" | "probeDisk"> {
  return { now: () => performance.now(), today: () => new Date(), probeDisk: () => probeDisk(dataDir) };
}

interface OpenParts {
  readonly options: LibraryOptions;
  readonly store: SqliteStore;
  readonly scan: SlotScan;
  readonly shared: SharedPorts & { readonly keywordIndex: KeywordIndex };
  readonly modelPorts: OpenModelPorts;
  readonly lock: DataFolderLock;
  readonly undo: Undo;
}

/** Starts the services, the embedding, the upkeep of the indexes and the model changes. */
async function startLibrary(config: Config, parts: OpenParts): Promise<Library> {
  const { options, store, scan, shared, modelPorts, lock, undo } = parts;
  const { workers, opening } = options;
  const { queue, resumesChange } = openings[opening];
  const textSync = createTextSync({ ...shared, changes: store.changes });
  const readOtherModel = async () => (await change.readModels()).otherModel;
  const current = createCurrentModel({ textSync, feeds: queue !== "none", readOtherModel });
  const change = composeModelChange(config, { options, store, scan, shared, current });
  await current.replace(composeModel({ ...shared, ...modelPorts }, current.tasks));
  undo.push(
    () => current.read().close(),
    // The queue closes before the stores that its handlers write to; closing it again later does nothing.
    () => shared.queue.close(),
  );
  const maintenance = await startMaintenance({
    ...shared,
    textSync,
    current,
    embedBatch: workers > 0 ? createEmbedWorker(createEmbedBatch(current.findEmbedder)) : undefined,
    concurrency: countBatchesInFlight(workers),
  });
  change.start({ resumes: resumesChange });
  undo.push(
    () => maintenance.stop(),
    () => change.stop(),
  );
  const { serves } = openings[opening];
  const { logger, matches = createMatchReader({ ...shared, ...store.desk }) } = options;
  const delivery = await composeDelivery(config, { store, matches, logger, serves, undo });
  if (serves) undo.push(fetchRegularly({ ...shared, ...current.services }));
  const opens = config.countOpens ? store.desk.opens : undefined;
  const readModel = () => current.read().answering;
  const following = () => readModel().following;
  const ports = { ...current.services, ...shared, ...store.desk, ...delivery, opens, following, readModel };
  const desk = createDesk(ports);
  const services: Services = { ...current.services, ...change.services, desk, delivery: createDelivered(delivery) };
  return { services, ready: maintenance.ready, announce: (url) => lock.describe({ url }), close: () => undoAll(undo) };
}

/** Loads the model while the queue opens: the two take most of the start. If one fails, the other is closed. */
async function openTogether(
  undo: Undo,
  { openEmbedder, openQueue }: Pick<LibraryOptions, "openEmbedder" | "openQueue">,
): Promise<[Embedder, EmbedQueue]> {
  const opening = [openEmbedder(), openQueue()] as const;
  for (const part of opening) undo.push(() => part.then((opened) => opened.close()));
  return Promise.all(opening);
}
