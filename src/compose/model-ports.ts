import { createHnswIndex } from "../adapters/hnsw/vector-index.js";
import { searchAllowedExactly } from "../adapters/hnsw/search-allowed.js";
import { locateIndexes } from "../adapters/index-folders.js";
import { keepMatches } from "../adapters/sqlite/search/keep-matches.js";
import type { SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import { createOwnMapEngine } from "../adapters/memory/map-engine.js";
import { createFileMapStore } from "../adapters/map-files/map-store.js";
import { createSqliteTrendFinder } from "../adapters/sqlite/desk/trend-finder.js";
import type { ModelSlot } from "../adapters/sqlite/store.js";
import type { Config } from "../config.js";
import { formatFingerprint } from "../domain/models/model.js";
import { collectOrdinals } from "../domain/search/ordinal-set.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { Logger } from "../ports/logger.js";
import { type CurrentTasks, createServices, type ModelPorts, type SharedPorts } from "../services/create-services.js";
import type { VectorIndex } from "../ports/vectors/vector-index.js";
import { createDuplicateGroups } from "../services/duplicates/duplicate-groups.js";
import { closeIndex } from "../services/indexes/close-index.js";
import { createVectorSync } from "../services/indexes/sync-index.js";
import type { OpenModel } from "../services/models/current-model.js";

const paperSets = { of: collectOrdinals };

export interface ModelOpening {
  readonly config: Config;
  readonly kept: ModelSlot;
  readonly scan: SlotScan;
  readonly logger: Logger;
}

/** The index of a model that was opened here is closed here. */
export interface OpenModelPorts extends ModelPorts {
  readonly vectorIndex: VectorIndex;
}

/** Opens the ports of one model: its stored data, its embedder, its index and its map. Throws `damaged`. */
export async function openModelPorts(
  { config, kept, scan, logger }: ModelOpening,
  embedder: Embedder,
): Promise<OpenModelPorts> {
  const { vectors, changes, duplicates, slot } = kept;
  const { storeId } = changes;
  const { dataDir, hnswM: m, hnswEfConstruction: efConstruction, hnswEf: ef } = config;
  const { dimensions } = embedder.model;
  const fingerprint = formatFingerprint(embedder.model);
  const folder = locateIndexes(dataDir, slot);
  const place = { folder, storeId, fingerprint, logger };
  const graph = await createHnswIndex({ ...place, dimensions, m, efConstruction, ef });
  const maps = createFileMapStore({ ...place, folder: dataDir, mapFolder: folder });
  const read = scan.readSlot(slot);
  const remembering = { ...read, ...keepMatches({ scan: read, changes }) };
  const vectorIndex = searchAllowedExactly(graph, read.rankByVector);
  const trends = createSqliteTrendFinder({ folder: dataDir, slot });
  const groups = createDuplicateGroups(duplicates);
  return {
    embedder,
    vectors,
    changes,
    duplicates,
    groups,
    openVectorSync: (linkDuplicates) => createVectorSync({ changes, vectorIndex, groups, linkDuplicates }),
    scan: remembering,
    paperSets,
    spread: read,
    vectorIndex,
    maps,
    mapEngine: createOwnMapEngine(),
    trends,
  };
}

/** Composes everything that answers with one model, over the ports that all models share. */
export function composeModel(ports: OpenModelPorts & SharedPorts, tasks: CurrentTasks): OpenModel {
  const { embedder, vectorIndex, maps, trends, logger } = ports;
  const answering = createServices(ports, tasks);
  return {
    answering,
    async close() {
      await answering.following.stop();
      await answering.stopMap();
      await answering.vectorSync.stop();
      await closeIndex(vectorIndex, logger);
      await Promise.all([maps.close(), trends.close(), embedder.close()]);
    },
  };
}
