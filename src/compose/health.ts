import { readFileSync } from "node:fs";
import { join } from "node:path";
import { probeSavedSegment } from "../adapters/bm25/probe-saved-segment.js";
import { probePglite, probePostgres, probeRedis } from "../adapters/bullmq/probe-queue.js";
import { probeSavedIndex } from "../adapters/hnsw/probe-saved-index.js";
import { probePort } from "../adapters/machine/probe-port.js";
import { loadNativeModules, probeRuntime } from "../adapters/machine/probe-runtime.js";
import { probeDataFolder, readOwner } from "../adapters/sqlite/data-folder/probe.js";
import { chooseModel, createModels, findPackageFile, locateIndexes, planEmbedding, requireModel } from "./parts.js";
import type { Config } from "../config.js";
import { formatFingerprint } from "../domain/models/model.js";
import type { HealthProbes, StoreFacts } from "../ports/health/health-probes.js";
import { type CheckHealth, createCheckHealth } from "../services/health/check-health.js";

/** Looks at an installation from outside: no data folder is opened for it, and no model loaded. */
export function composeHealth(config: Config): CheckHealth {
  return createCheckHealth({ probes: createProbes(config), modelId: chooseModel(config) });
}

/** The address of the server that has the data folder open, where there is one. */
export function findServer({ dataDir }: Config): string | undefined {
  return readOwner(dataDir)?.url;
}

function createProbes(config: Config): HealthProbes {
  const { dataDir, host, port } = config;
  const { threads, why } = planEmbedding(config, true);
  return {
    readRuntime: () => ({
      ...probeRuntime(),
      oldestNodeVersion: readOldestNode(),
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
    probeSavedSegment({ folder: locateIndexes(config, 1), storeId }),
    probeSavedIndex({ folder: locateIndexes(config, slot), storeId, fingerprint, m: config.hnswM }),
  ]);
}

function askQueue({ redisUrl, databaseUrl, dataDir }: Config) {
  if (redisUrl !== undefined) return probeRedis(redisUrl);
  if (databaseUrl !== undefined) return probePostgres(databaseUrl);
  return probePglite(join(dataDir, "queue"));
}

/** `engines` of package.json says it as `>=20.19`. */
function readOldestNode(): string {
  const { engines } = JSON.parse(readFileSync(findPackageFile("package.json"), "utf8")) as {
    engines: { node: string };
  };
  return engines.node.replace(/^>=/, "");
}
