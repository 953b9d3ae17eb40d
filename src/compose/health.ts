import { join } from "node:path";
import { probeSavedSegment } from "../adapters/bm25/probe-saved-segment.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import { probePglite, probePostgres, probeRedis } from "../adapters/bullmq/probe-queue.js";
import { probeSavedIndex } from "../adapters/hnsw/probe-saved-index.js";
import { probePort } from "../adapters/machine/probe-port.js";
import { loadNativeModules, probeRuntime } from "../adapters/machine/probe-runtime.js";
import { probeDataFolder } from "../adapters/sqlite/data-folder/probe.js";
import { locateIndexes } from "../adapters/index-folders.js";
import { chooseModel, createModels, planEmbedding, requireModel } from "./embedder.js";
import type { Config } from "../config.js";
import { readOldestNodeVersion } from "../package-files.js";
import { formatFingerprint } from "../domain/models/model.js";
import type { HealthProbes, StoreFacts } from "../ports/health/health-probes.js";
import { type CheckHealth, createCheckHealth } from "../services/health/check-health.js";

/** Looks at an installation from outside: no data folder is opened for it, and no model loaded. */
export function composeHealth(config: Config): CheckHealth {
  return createCheckHealth({ probes: createProbes(config), modelId: chooseModel(config) });
}

function createProbes(config: Config): HealthProbes {
  const { dataDir, host, port } = config;
  const { threads, why } = planEmbedding(config, true);
  return {
    readRuntime: () => ({
      ...probeRuntime(),
      oldestNodeVersion: readOldestNodeVersion(),
      embedThreads: threads,
      embedThreadsBecause: why,
    }),
    loadNativeModules,
    async checkModel() {
      const { id, files } = requireModel(config);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return { id, bytes, files: await createModels(config).verify(id) };
    },
    readDataFolder: () => probeDataFolder(dataDir),
    readIndexes: (store) => readIndexes(config, store),
    askQueue: () => askQueue(config),
    tryPort: () => probePort(host, port),
  };
}

async function readIndexes(config: Config, { content }: StoreFacts) {
  if (!content) return [];
  const { storeId, slot } = content;
  const fingerprint = formatFingerprint(requireModel(config));
  return Promise.all([
    probeSavedSegment({ folder: locateIndexes(config.dataDir, 1), storeId }),
    probeSavedIndex({ folder: locateIndexes(config.dataDir, slot), storeId, fingerprint, m: config.hnswM }),
  ]);
}

function askQueue({ redisUrl, databaseUrl, dataDir }: Config) {
  if (redisUrl !== undefined) return probeRedis(redisUrl);
  if (databaseUrl !== undefined) return probePostgres(databaseUrl);
  return probePglite(join(dataDir, dataFolderNames.queue));
}
