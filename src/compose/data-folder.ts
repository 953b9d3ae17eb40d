import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOwner } from "../adapters/sqlite/data-folder/lock.js";
import { createModels, openEmbedder, planEmbedding, requireModel } from "./embedder.js";
import { openLibrary } from "./library.js";
import type { Library, LibraryOptions } from "./start-library.js";
import { isQueueShared, openMemoryQueue, openQueue } from "./queue.js";
import type { Config } from "../config.js";
import { countCommandWorkers } from "../domain/ingest/worker-plan.js";
import { type Opening, type OpeningNeeds, openings } from "../domain/library/opening.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { Logger } from "../ports/logger.js";
import type { ReportFetch } from "../ports/models/model-store.js";
import { deferEmbedder } from "../services/models/defer-embedder.js";

export interface FolderOptions {
  readonly logger: Logger;
  readonly report: ReportFetch;
  /** Replaced by measurements that exclude the model. */
  readonly openModel?: typeof openEmbedder;
}

/** Opens the data folder of the settings, or a temporary one, for the given purpose. Throws like `openLibrary`. */
export function openDataFolder(config: Config, opening: Opening, options: FolderOptions): Promise<Library> {
  const { folder, keepsModel } = openings[opening];
  const isMissing = config.searchEngine === "embedded" && !existsSync(config.dataDir);
  const isTemporary = folder === "temporary" || (folder === "temporary if missing" && isMissing);
  if (isTemporary) return openTemporary(config, opening, options);
  return open(keepsModel ? { ...config, model: undefined } : config, opening, options);
}

/** Returns the address of the server that has the data folder open, if there is one. */
export function findServer({ dataDir, searchEngine }: Config): string | undefined {
  return searchEngine === "embedded" ? findOwner(dataDir)?.url : undefined;
}

/** Closing the library removes its folder. */
async function openTemporary(config: Config, opening: Opening, options: FolderOptions): Promise<Library> {
  const dataDir = await mkdtemp(join(tmpdir(), "paperkin-"));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const library = await open({ ...config, dataDir }, opening, options);
    return { ...library, close: () => library.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

function open(config: Config, opening: Opening, { logger, report, openModel = openEmbedder }: FolderOptions) {
  const needs = openings[opening];
  const workers = countWorkers(config, needs);
  const others = Math.max(1, countCommandWorkers(planEmbedding(config, needs.serves), isQueueShared(config)));
  const openThreads = (threads: Threads) => openModel(config, { logger, report, ...threads });
  const inMemory = needs.queue === "none" || needs.queue === "memory" || isSpared(config, needs);
  const isInCluster = config.searchEngine === "opensearch" && needs.folder !== "temporary";
  return openEngine(config, isInCluster, {
    opening,
    logger,
    workers,
    knownModels: createModels(config).list(),
    openEmbedder: () => loadModel(config, { needs, workers, openThreads }),
    openOther: (model) =>
      openModel({ ...config, model }, { logger, report, queries: true, workers: others, isBackground: needs.serves }),
    openQueue: () => (inMemory ? openMemoryQueue() : openQueue(config, logger)),
  });
}

/** The cluster's packages are loaded only for it. */
async function openEngine(config: Config, isInCluster: boolean, options: LibraryOptions): Promise<Library> {
  if (!isInCluster) return openLibrary(config, options);
  const [{ openClusterLibrary }, { readPlace }] = await Promise.all([
    import("./cluster/cluster-library.js"),
    import("./cluster/read-place.js"),
  ]);
  return openClusterLibrary(config, { ...options, place: readPlace(config) });
}

function isSpared(config: Config, { queue }: OpeningNeeds): boolean {
  return queue === "memory unless shared" && !isQueueShared(config);
}

function countWorkers(config: Config, { queue, serves }: OpeningNeeds): number {
  const plan = planEmbedding(config, serves);
  if (queue === "none") return 0;
  if (serves) return plan.workers;
  return countCommandWorkers(plan, queue !== "memory" && isQueueShared(config));
}

interface Threads {
  readonly queries: boolean;
  readonly workers: number;
}

interface Loading {
  readonly needs: OpeningNeeds;
  readonly workers: number;
  openThreads(threads: Threads): Promise<Embedder>;
}

async function loadModel(config: Config, { needs, workers, openThreads }: Loading): Promise<Embedder> {
  const { loads } = needs;
  if (loads === "documents") return openThreads({ queries: false, workers });
  if (loads === "queries on demand")
    return deferEmbedder(requireModel(config), () => openThreads({ queries: true, workers: 0 }));
  if (loads === "documents on demand") {
    const timed = countCommandWorkers(planEmbedding(config, false), isQueueShared(config));
    return deferEmbedder(requireModel(config), () => openThreads({ queries: false, workers: timed }));
  }
  return openThreads({ queries: true, workers: loads === "queries" ? 0 : workers });
}
