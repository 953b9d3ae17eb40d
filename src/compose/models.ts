import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createHnswIndex } from "../adapters/hnsw/vector-index.js";
import type { VectorSlot } from "../adapters/sqlite/vectors/slots.js";
import type { SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import { createSqliteMapStore } from "../adapters/map-files/map-store.js";
import type { ModelSlot } from "../adapters/sqlite/store.js";
import { locateIndexes } from "./parts.js";
import type { Config } from "../config.js";
import { formatFingerprint } from "../domain/models/model.js";
import { describeError } from "../errors.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { KeywordIndex } from "../ports/search/keyword-index.js";
import type { Logger } from "../ports/logger.js";
import type { VectorIndex } from "../ports/vectors/vector-index.js";
import { type CurrentUpkeep, createServices, type ModelPorts, type SharedPorts } from "../services/create-services.js";
import type { OpenModel } from "../services/models/current-model.js";

export interface ModelOpening {
  readonly config: Config;
  readonly kept: ModelSlot;
  readonly scan: SlotScan;
  readonly logger: Logger;
}

/** Joins what is kept of a model with its embedder, its index and its map. Throws `damaged`. */
export async function openModelPorts(
  { config, kept, scan, logger }: ModelOpening,
  embedder: Embedder,
): Promise<ModelPorts> {
  const { vectors, changes, duplicates, slot } = kept;
  const { storeId } = changes;
  const { hnswM: m, hnswEfConstruction: efConstruction, hnswEf: ef } = config;
  const { dimensions } = embedder.model;
  const fingerprint = formatFingerprint(embedder.model);
  const folder = locateIndexes(config, slot);
  const vectorIndex = await createHnswIndex({
    folder,
    storeId,
    fingerprint,
    dimensions,
    m,
    efConstruction,
    ef,
    logger,
  });
  const maps = createSqliteMapStore({ folder: config.dataDir, mapFolder: folder, storeId, fingerprint, logger });
  const read = scan.readSlot(slot);
  return { embedder, vectors, changes, duplicates, scan: read, spread: read, vectorIndex, maps };
}

/** All that answers with one model, over what all models share. */
export function composeModel(ports: ModelPorts & SharedPorts, upkeep: CurrentUpkeep): OpenModel {
  const { embedder, vectorIndex, maps, logger } = ports;
  const answering = createServices(ports, upkeep);
  return {
    answering,
    async close() {
      await answering.stopMap();
      await answering.vectorSync.stop();
      await closeIndex(vectorIndex, logger);
      await Promise.all([maps.close(), embedder.close()]);
    },
  };
}

/** Saves it first; one that cannot be saved is brought up to date from the store at the next start. */
export async function closeIndex(index: KeywordIndex | VectorIndex, logger: Logger): Promise<void> {
  await index
    .save()
    .catch((error: unknown) => logger.error({ reason: describeError(error) }, "An index was not saved."));
  await index.close();
}

/** Removes the index of a model that is given up, or was: the one of the model in use lies elsewhere. */
export async function clearIndexes(config: Config, slot: VectorSlot): Promise<void> {
  const folder = locateIndexes(config, slot);
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => /^(hnsw|map)[.-]/.test(name));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
