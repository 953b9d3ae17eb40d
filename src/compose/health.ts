import { join } from "node:path";
import { probeSavedSegment } from "../adapters/bm25/probe-saved-segment.js";
import { probeQueue } from "../adapters/bullmq/probe-queue.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import { probeSavedIndex } from "../adapters/hnsw/probe-saved-index.js";
import { locateIndexes } from "../adapters/index-folders.js";
import { probeNativeModules } from "../adapters/machine/probe-native-modules.js";
import { probePort } from "../adapters/machine/probe-port.js";
import { probeDataFolder, type StoreContent } from "../adapters/sqlite/data-folder/probe-data-folder.js";
import type { Config } from "../config.js";
import { formatFingerprint } from "../domain/models/model.js";
import { readOldestNodeVersion } from "../package-files.js";
import { type CheckHealth, createCheckHealth } from "../services/health/check-health.js";
import { chooseModel, createModels, planEmbedding, requireModel } from "./embedder.js";

/** Checks an installation from outside, without opening the data folder or loading the model. */
export function composeHealth(config: Config): CheckHealth {
  const { dataDir, host, port, redisUrl, databaseUrl } = config;
  return createCheckHealth({
    modelId: chooseModel(config),
    node: { version: process.versions.node, oldest: readOldestNodeVersion() },
    embedding: planEmbedding(config, true),
    availableBytes: process.availableMemory(),
    loadNativeModules: probeNativeModules,
    async verifyModel() {
      const { id, files } = requireModel(config);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return { id, bytes, files: await createModels(config).verify(id) };
    },
    async readFolder() {
      const folder = await probeDataFolder(dataDir);
      const content = typeof folder.store === "object" ? folder.store.content : undefined;
      return { ...folder, indexes: content && (await probeIndexes(config, content)) };
    },
    tryPort: () => probePort(host, port),
    askQueue: () => probeQueue({ redisUrl, databaseUrl, folder: join(dataDir, dataFolderNames.queue) }),
  });
}

async function probeIndexes(config: Config, { storeId, slot, textChange, vectorChange }: StoreContent) {
  const { dataDir, hnswM: m } = config;
  const fingerprint = formatFingerprint(requireModel(config));
  const [keyword, vector] = await Promise.all([
    probeSavedSegment(locateIndexes(dataDir, 1), storeId),
    probeSavedIndex({ folder: locateIndexes(dataDir, slot), storeId, fingerprint, m }),
  ]);
  return { keyword: { ...keyword, newest: textChange }, vector: { ...vector, newest: vectorChange } };
}
