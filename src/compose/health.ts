import { join } from "node:path";
import { findSavedSegment } from "../adapters/bm25/saved-segment.js";
import { probeQueue } from "../adapters/bullmq/probe-queue.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import { findSavedIndex } from "../adapters/hnsw/saved-index.js";
import { probeIndex } from "../adapters/index-file.js";
import { locateIndexes, measureIndexes } from "../adapters/index-folders.js";
import { loadNativeModules, probePort } from "../adapters/machine/probe-programs.js";
import { probeDataFolder, type StoreContent } from "../adapters/sqlite/data-folder/probe-data-folder.js";
import type { Config } from "../config.js";
import { requireKnownModel } from "../domain/models/choose-model.js";
import { formatFingerprint } from "../domain/models/model.js";
import { defaultBm25Parameters as parameters } from "../domain/search/bm25.js";
import { readOldestNodeVersion } from "../package-files.js";
import type { ModelSpec } from "../ports/models/model-store.js";
import { type CheckHealth, createCheckHealth } from "../services/health/check-health.js";
import { warnOfMemory } from "../services/health/memory-need.js";
import { chooseModel, createModels, planEmbedding } from "./embedder.js";

/** Checks an installation from outside, without opening the data folder or loading the model. */
export function composeHealth(config: Config): CheckHealth {
  const { dataDir, host, port, smtpUrl, redisUrl, redisCa, databaseUrl } = config;
  const models = createModels(config);
  const modelId = chooseModel(config, models);
  // Inside a check, so that an unknown model is reported as a problem.
  const readModel = () => requireKnownModel(models.list(), modelId);
  return createCheckHealth({
    modelId,
    node: { version: process.versions.node, oldest: readOldestNodeVersion() },
    embedding: planEmbedding(config, true),
    availableBytes: process.availableMemory(),
    loadNativeModules,
    async verifyModel() {
      const { files } = readModel();
      return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files: await models.verify(modelId) };
    },
    async readFolder() {
      const folder = await probeDataFolder(dataDir);
      const content = typeof folder.store === "object" ? folder.store.content : undefined;
      return { ...folder, indexes: content && (await probeIndexes(config, { ...content, model: readModel() })) };
    },
    tryPort: () => probePort(host, port),
    ...(smtpUrl !== undefined && { askMail: () => askMail(smtpUrl) }),
    askQueue: () => probeQueue({ url: redisUrl ?? databaseUrl, ca: redisCa }, join(dataDir, dataFolderNames.queue)),
  });
}

async function askMail(url: string) {
  const { createMailer } = await import("../adapters/nodemailer/mailer.js");
  const mailer = createMailer({ url, from: "", timeoutMs: 5_000 });
  return { server: mailer.name, flaw: await mailer.findTrouble() };
}

/** A warning if a server needs more memory than is free. */
export function checkMemory(config: Config): string | undefined {
  const { threads } = planEmbedding(config, true);
  return warnOfMemory(process.availableMemory(), { indexBytes: measureIndexes(config.dataDir), threads });
}

type IndexedContent = StoreContent & { readonly model: ModelSpec };

async function probeIndexes(config: Config, { storeId, slot, textChange, vectorChange, model }: IndexedContent) {
  const keyword = { folder: locateIndexes(config.dataDir, 1), storeId, parameters };
  const fingerprint = formatFingerprint(model);
  const vector = { folder: locateIndexes(config.dataDir, slot), storeId, fingerprint, m: config.hnswM };
  return {
    keyword: { newest: textChange, ...(await probeIndex(keyword, findSavedSegment)) },
    vector: { newest: vectorChange, ...(await probeIndex(vector, findSavedIndex)) },
  };
}
