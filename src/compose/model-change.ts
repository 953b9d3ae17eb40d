import type { SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import type { SqliteStore } from "../adapters/sqlite/store.js";
import { clearIndexes, composeModel, openModelPorts } from "./models.js";
import { createModels } from "./parts.js";
import type { Config } from "../config.js";
import { formatFingerprint, type ModelIdentity } from "../domain/models/model.js";
import { AppError } from "../errors.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { Logger } from "../ports/logger.js";
import { type ChangeModel, createChangeModel } from "../services/models/change-model.js";
import { createCompareModels } from "../services/models/compare-models.js";
import type { SharedPorts } from "../services/create-services.js";
import type { CurrentModel, OpenModel } from "../services/models/current-model.js";
import { createEmbedBeside } from "../services/models/embed-other-model.js";
import { createEmbeddingPace } from "../services/ingest/embedding-pace.js";
import type { IndexBatch } from "../services/ingest/index-batch.js";

export interface ChangeParts {
  readonly options: {
    readonly openOther?: (id: string) => Promise<Embedder>;
    readonly knownModels?: readonly ModelIdentity[];
    readonly logger: Logger;
  };
  readonly store: SqliteStore;
  readonly scan: SlotScan;
  readonly shared: SharedPorts;
  readonly current: CurrentModel;
}

/** Joins what changes the model of an opened data folder. */
export function composeChange(config: Config, { options, store, scan, shared, current }: ChangeParts): ChangeModel {
  const { otherModel } = store;
  const { logger } = options;
  const pace = createEmbeddingPace(shared.now);
  return createChangeModel({
    otherModel,
    knownModels: options.knownModels ?? createModels(config).list(),
    current,
    async openOther({ id }): Promise<OpenModel> {
      if (!options.openOther) throw new AppError("unavailable", "No other model is loaded in this process.");
      const embedder = await options.openOther(id);
      try {
        const ports = await openModelPorts({ config, kept: store.openOtherSlot(), scan, logger }, embedder);
        return composeModel({ ...shared, ...ports }, current.upkeep);
      } catch (error) {
        await embedder.close();
        throw error;
      }
    },
    clearOther: () => clearIndexes(config, store.openOtherSlot().slot),
    embedBeside: createEmbedBeside({ otherModel, pace }),
    compareModels: createCompareModels(shared),
    pace,
    setModel: config.model,
    logger,
  });
}

/** Batches that come back are taken in for the model that is in use by then; those of another one are dropped. */
export function followIndexBatch(current: CurrentModel): IndexBatch {
  return {
    keepVectors: (batch) => current.read().answering.indexBatch.keepVectors(batch),
    giveUp: (batch) => current.read().answering.indexBatch.giveUp(batch),
  };
}

/** A batch from before a switch is not worth loading its model for: nobody wants its vectors. */
export function findEmbedder(current: CurrentModel): (fingerprint: string) => Promise<Embedder | undefined> {
  return async (fingerprint) => {
    const { embedder } = current.read().answering;
    return formatFingerprint(embedder.model) === fingerprint ? embedder : undefined;
  };
}
