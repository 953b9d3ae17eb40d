import { createEmbedWorker } from "../../workers/embed-worker.js";
import { chooseModel, createModels, openEmbedder, planEmbedding } from "./embedder.js";
import { openQueue } from "./queue.js";
import type { Config } from "../config.js";
import { countBatchesInFlight, type WorkerPlan } from "../domain/ingest/worker-plan.js";
import type { Logger } from "../ports/logger.js";
import type { ReportFetch } from "../ports/models/model-store.js";
import { createEmbedBatch } from "../services/ingest/embed-batch.js";
import { followBatchModel } from "../services/models/follow-batch-model.js";

export interface RunningWorker {
  /** The model that it started with. */
  readonly model: string;
  readonly plan: WorkerPlan;
  close(): Promise<void>;
}

/** Starts a stateless embed worker: a queue and a model, no data folder. WORKERS applies only to the API process. */
export async function startEmbedWorker(
  config: Config,
  { logger, report }: { readonly logger: Logger; readonly report: ReportFetch },
): Promise<RunningWorker> {
  const models = createModels(config);
  const model = chooseModel(config, models);
  const plan = planEmbedding({ ...config, workers: "auto" }, false);
  const open = (id: string) =>
    openEmbedder({ ...config, workers: "auto", model: id }, { logger, report, queries: false, workers: plan.workers });
  const embedders = await followBatchModel({ knownModels: models.list(), openEmbedder: open, logger }, model);
  const queue = await openQueue(config, logger);
  await queue.consumeBatches(createEmbedWorker(createEmbedBatch(embedders.find)), countBatchesInFlight(plan.workers));
  return {
    model,
    plan,
    async close() {
      await queue.close();
      await embedders.close();
    },
  };
}
