import { createModelStore } from "../../models/fetch.js";
import { probeMachine } from "../adapters/machine/probe-machine.js";
import { readFolderModel } from "../adapters/sqlite/data-folder/read-model.js";
import { type Config, defaultModel } from "../config.js";
import { planWorkers, type WorkerPlan } from "../domain/ingest/worker-plan.js";
import { chooseKnownModel, requireKnownModel } from "../domain/models/choose-model.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { Logger } from "../ports/logger.js";
import type { ModelSpec, ModelStore, ReportFetch } from "../ports/models/model-store.js";

export function createModels(config: Config): ModelStore {
  const { modelsDir, modelCacheDir: cacheDir, hubEndpoint, hubOffline, httpProxy, httpsProxy, noProxy } = config;
  return createModelStore({ modelsDir, cacheDir, hubEndpoint, hubOffline, httpProxy, httpsProxy, noProxy });
}

/** Returns the model's id, from the settings or else from the data folder, whose store is opened for it. */
export function chooseModel({ model, dataDir }: Config, models: ModelStore): string {
  if (model !== undefined) return model;
  return chooseKnownModel(models.list(), { kept: readFolderModel(dataDir), fallback: defaultModel });
}

/** Throws `not_found`. */
export function requireModel(config: Config): ModelSpec {
  const models = createModels(config);
  return requireKnownModel(models.list(), chooseModel(config, models));
}

/** Plans the workers and threads that embed documents; a process that answers queries reserves a core for them. */
export function planEmbedding({ workers, workerThreads: threads }: Config, answers: boolean): WorkerPlan {
  return planWorkers({ workers, threads }, probeMachine(), answers);
}

export interface EmbedderOptions {
  readonly logger: Logger;
  readonly report: ReportFetch;
  /** Whether this process answers queries. */
  readonly queries: boolean;
  /** Embed workers of this process. */
  readonly workers: number;
  /** Gives the threads for documents the lowest priority, because another model is in use. */
  readonly isBackground?: boolean;
}

const lowestPriority = 19;

/**
 * Finds the model on this machine, or else downloads it, and loads it. Throws `model_missing`, `damaged` or
 * `unavailable`.
 */
export async function openEmbedder(
  config: Config,
  { logger, report, queries, workers, isBackground = false }: EmbedderOptions,
): Promise<Embedder> {
  const models = createModels(config);
  const { spec, folder } = await models.fetch(chooseModel(config, models), report);
  const { createTransformersEmbedder } = await import("../adapters/transformers/embedder.js");
  const { threads } = planEmbedding(config.workers === "auto" ? config : { ...config, workers }, queries);
  const documents = workers > 0 ? { threads, ...(isBackground && { niceIncrement: lowestPriority }) } : undefined;
  return createTransformersEmbedder({
    model: spec,
    folder,
    logger,
    device: config.embedDevice,
    documents,
    queries: queries ? {} : undefined,
  });
}
