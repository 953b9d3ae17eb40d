import { join } from "node:path";
import { probeSavedSegment } from "../adapters/bm25/probe-saved-segment.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import { probePglite, probePostgres, probeRedis } from "../adapters/bullmq/probe-queue.js";
import { probeSavedIndex } from "../adapters/hnsw/probe-saved-index.js";
import { locateIndexes } from "../adapters/index-folders.js";
import { probeNativeModules } from "../adapters/machine/probe-native-modules.js";
import { probePort } from "../adapters/machine/probe-port.js";
import { probeDataFolder } from "../adapters/sqlite/data-folder/probe-data-folder.js";
import { chooseModel, createModels, planEmbedding, requireModel } from "./embedder.js";
import type { Config } from "../config.js";
import { formatFingerprint } from "../domain/models/model.js";
import { readOldestNodeVersion } from "../package-files.js";
import type { StoreContent } from "../ports/health/health-probes.js";
import { type CheckHealth, createCheckHealth } from "../services/health/check-health.js";

/** Looks at an installation from outside: no data folder is opened for it, and no model loaded. */
export function composeHealth(config: Config): CheckHealth {
  const { dataDir, host, port } = config;
  const { threads, why } = planEmbedding(config, true);
  return createCheckHealth({
    modelId: chooseModel(config),
    readRuntime: () => ({
      nodeVersion: process.versions.node,
      oldestNodeVersion: readOldestNodeVersion(),
      availableMemoryBytes: process.availableMemory(),
      embedThreads: threads,
      embedThreadsBecause: why,
    }),
    loadNativeModules: probeNativeModules,
    async checkModel() {
      const { id, files } = requireModel(config);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return { id, bytes, files: await createModels(config).verify(id) };
    },
    readDataFolder: () => probeDataFolder(dataDir),
    readIndexes: (content) => probeIndexes(config, content),
    askQueue: () => probeQueue(config),
    tryPort: () => probePort(host, port),
  });
}

async function probeIndexes(config: Config, { storeId, slot }: StoreContent) {
  const { dataDir, hnswM: m } = config;
  const fingerprint = formatFingerprint(requireModel(config));
  const [keyword, vector] = await Promise.all([
    probeSavedSegment({ folder: locateIndexes(dataDir, 1), storeId }),
    probeSavedIndex({ folder: locateIndexes(dataDir, slot), storeId, fingerprint, m }),
  ]);
  return { keyword, vector };
}

function probeQueue({ redisUrl, databaseUrl, dataDir }: Config) {
  if (redisUrl !== undefined) return probeRedis(redisUrl);
  if (databaseUrl !== undefined) return probePostgres(databaseUrl);
  return probePglite(join(dataDir, dataFolderNames.queue));
}
