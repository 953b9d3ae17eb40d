import { clearSlot } from "../adapters/index-folders.js";
import type { SlotScan } from "../adapters/sqlite/search/corpus-scan.js";
import type { SqliteStore } from "../adapters/sqlite/store.js";
import { composeModel, openModelPorts } from "./model-ports.js";
import type { LibraryOptions } from "./start-library.js";
import type { Config } from "../config.js";
import { type ChangeModel, createChangeModel } from "../services/models/change-model.js";
import { createCompareModels } from "../services/models/compare-models.js";
import type { SharedPorts } from "../services/create-services.js";
import type { CurrentModel, OpenModel } from "../services/models/current-model.js";
import { createEmbedWithOtherModel } from "../services/models/embed-other-model.js";
import { createEmbeddingRate } from "../services/ingest/embedding-rate.js";

export interface ModelChangeParts {
  readonly options: Pick<LibraryOptions, "knownModels" | "openOther" | "logger">;
  readonly store: SqliteStore;
  readonly scan: SlotScan;
  readonly shared: SharedPorts;
  readonly current: CurrentModel;
}

/** Composes the services that change the model of an open data folder. */
export function composeModelChange(config: Config, parts: ModelChangeParts): ChangeModel {
  const { options, store, scan, shared, current } = parts;
  const { logger, knownModels } = options;
  const { otherModel } = store;
  const embeddingRate = createEmbeddingRate(shared.now);
  return createChangeModel({
    otherModel,
    knownModels,
    current,
    async openOther({ id }): Promise<OpenModel> {
      const embedder = await options.openOther(id);
      try {
        const ports = await openModelPorts({ config, kept: store.openOtherSlot(), scan, logger }, embedder);
        return composeModel({ ...shared, ...ports }, current.tasks);
      } catch (error) {
        await embedder.close();
        throw error;
      }
    },
    clearOther: () => clearSlot(config.dataDir, store.openOtherSlot().slot),
    embedWithOther: createEmbedWithOtherModel({ otherModel, embeddingRate }),
    compareModels: createCompareModels(shared),
    embeddingRate,
    setModel: config.model,
    logger,
  });
}
